# SPDX-License-Identifier: Apache-2.0
"""QGIS as a client: a project of the server's collections and tiles beside the exported file, saved and opened anew."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from serving import PASSWORD, TILTH, Serving, account, signed_in  # noqa: E402

from qgis.core import (  # noqa: E402
    QgsApplication, QgsCoordinateReferenceSystem, QgsFeatureRequest, QgsMapRendererParallelJob, QgsMapSettings, QgsProject,
    QgsRectangle, QgsSettings, QgsVectorLayer, QgsVectorTileLayer)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

TYPES = {"hazard": "perimeter", "land_release_product": "perimeter", "accident": "location"}


def same(ours, theirs, what):
    assert ours == theirs, f"{what}: {ours} by the server, {theirs} in the export"


def ids(layer, request=QgsFeatureRequest()):
    return sorted(feature["local_id"] for feature in layer.getFeatures(request))


def colours(layers, extent):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setOutputSize(QSize(300, 300))
    settings.setBackgroundColor(QColor("white"))
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors(), [error.message for error in job.errors()]
    image = job.renderedImage()
    return {image.pixel(x, y) for x in range(0, 300, 3) for y in range(0, 300, 3)}


def by_server(server, collection):
    return QgsVectorLayer(f"url='{server.url}/ogc' typename='{collection}' username='reader' password='{PASSWORD}' pageSize='100'",
                          f"server {collection}", "OAPIF")


def by_file(exported, collection):
    return QgsVectorLayer(f"{exported}|layername={collection}", collection, "ogr")


def layers_agree(server, exported):
    layers = []
    for collection in TYPES:
        ours, theirs = by_server(server, collection), by_file(exported, collection)
        assert ours.isValid() and theirs.isValid(), (collection, ours.error().summary(), theirs.error().summary())
        assert ours.crs() == theirs.crs() == QgsCoordinateReferenceSystem("EPSG:4326"), (ours.crs().authid(), theirs.crs().authid())
        everything = ids(ours)
        assert everything and len(set(everything)) == len(everything), "a record came twice, or none came"
        same(everything, ids(theirs), collection)
        wide = theirs.extent()
        half = QgsRectangle(wide.xMinimum(), wide.yMinimum(), wide.center().x(), wide.center().y())
        some = ids(ours, QgsFeatureRequest(half))
        same(some, ids(theirs, QgsFeatureRequest(half)), f"{collection} in a box")
        assert 0 < len(some) < len(everything), "the box tells nothing"
        layers += [ours, theirs]
    shapes = {feature["local_id"]: feature.geometry() for feature in layers[1].getFeatures()}
    for feature in layers[0].getFeatures():
        assert feature.geometry().equals(shapes[feature["local_id"]]) or \
            feature.geometry().symDifference(shapes[feature["local_id"]]).area() < 1e-12, feature["local_id"]
    ours, theirs = by_server(server, "hazard"), by_file(exported, "hazard")
    for layer in (ours, theirs):
        assert layer.setSubsetString("\"status\" = 'open'"), layer.error().summary()
    same(ids(ours), ids(theirs), "open hazards")
    assert ids(ours), "no open hazard: the filter tells nothing"
    return layers


def main():
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    # Its write-ahead log makes QGIS 3.22 lose a GeoPackage of several layers when a filter is set, whoever wrote the file.
    QgsSettings().setValue("/qgis/walForSqlite3", False)
    with tempfile.TemporaryDirectory() as work, Serving(records=1500) as server:
        server.stop()
        account(server, "reader", "administrator")
        exported = os.path.join(work, "kitara.gpkg")
        subprocess.run([TILTH, "export", server.file, exported], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server.start()
        layers = layers_agree(server, exported)
        wide = layers[1].extent()
        assert len(colours([layers[0]], wide)) > 1, "the server's hazards are drawn"

        # Tiles know no password in QGIS 3.22: the session's door is opened by the public view only, so they are asked from the open.
        reader = signed_in(server, "reader")
        changed = reader.ask("PUT", "/api/settings", {**reader.get("/api/settings").json(), "public_view": True})
        assert changed.status in (200, 204), changed.body
        tiles = QgsVectorTileLayer(f"type=xyz&url={server.url}/ogc/collections/place/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}?f=mvt&zmin=0&zmax=14", "tiles")
        assert tiles.isValid(), tiles.error().summary()
        places = by_file(exported, "place")
        assert len(colours([tiles], places.extent())) > 1, "the server's tiles are drawn"
        assert len(colours([tiles], QgsRectangle(-150, 40, -149, 41))) == 1, "nothing is drawn where nothing is"

        project = QgsProject.instance()
        project.addMapLayers([*layers, tiles])
        saved = os.path.join(work, "kitara.qgz")
        assert project.write(saved), "the project is written"
        project.clear()
        assert project.read(saved), "the project is opened anew"
        opened = project.mapLayers().values()
        broken = [layer.name() for layer in opened if not layer.isValid()]
        assert len(opened) == 2 * len(TYPES) + 1 and not broken, broken
        again = next(layer for layer in opened if layer.name() == "server hazard")
        assert ids(again) == ids(next(layer for layer in opened if layer.name() == "hazard")), "after the project was opened anew"
        project.clear()
    print("QGIS reads", ", ".join(TYPES), "and tiles: records, boxes, filters and shapes agree with the export; the project opens anew", flush=True)
    os._exit(0)  # QGIS 3.22 may crash when its library and the interpreter's objects are taken down together


main()
