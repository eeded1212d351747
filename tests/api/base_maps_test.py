# SPDX-License-Identifier: Apache-2.0
"""Maps beneath: MBTiles as they are, pictures of land in any system made into tiles, and files that are neither."""
import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import Serving, account, signed_in  # noqa: E402

WORLD = 20037508.342789244  # half the width of EPSG:3857, m
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005"
                    "fe02fe0def46b80000000049454e44ae426082")


def mbtiles(path, tiles, metadata=(("name", "Valley"),), view=None):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        file.executemany("INSERT INTO metadata VALUES (?, ?)", metadata)
        if view:
            file.execute("CREATE VIEW tiles AS " + view)
        else:
            file.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
            file.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", tiles)
    file.close()
    return path


def pixels(picture, work):
    """A picture as 256 x 256 RGBA, read by GDAL."""
    named, raw = os.path.join(work, "tile"), os.path.join(work, "raw")
    with open(named, "wb") as out:
        out.write(picture)
    subprocess.run(["gdal_translate", "-q", "-of", "ENVI", "-co", "INTERLEAVE=BIP", named, raw], check=True, stderr=subprocess.DEVNULL)
    with open(raw, "rb") as read:
        return read.read()


class BaseMaps(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="tilth-maps-")
        cls.server = Serving(records=200)
        account(cls.server, "amina", "information_manager")
        account(cls.server, "victor", "viewer")
        cls.server.start()
        cls.manager, cls.viewer = signed_in(cls.server, "amina"), signed_in(cls.server, "victor")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)
        shutil.rmtree(cls.work)

    def path(self, name):
        return os.path.join(self.work, name)

    def add(self, path):
        """The job, over."""
        with open(path, "rb") as file:
            answer = self.manager.ask("POST", "/api/base-maps?name=" + os.path.basename(path), file.read(),
                                      more={"Content-Type": "application/octet-stream"})
        self.assertEqual(answer.status, 202, answer.body)
        job = answer.json()["job"]
        self.manager.get(f"/api/jobs/{job}/events")  # ends when the job is over
        return self.manager.get(f"/api/jobs/{job}").json()

    def kept(self, path):
        job = self.add(path)
        self.assertEqual(job["state"], "done", job)
        return job["result"]

    def refused(self, path, code):
        before = self.manager.get("/api/base-maps").json()
        job = self.add(path)
        self.assertEqual((job["state"], job["problem"]["code"]), ("failed", code), job)
        self.assertEqual(self.manager.get("/api/base-maps").json(), before)
        folder = self.server.file + ".maps"
        listed = {item["map"] for item in before["items"]}
        self.assertEqual({name.split(".")[0] for name in os.listdir(folder)} - listed, set(), "something is left of it")
        return job["problem"]

    def test_mbtiles_are_given_as_they_are_with_rows_from_the_north(self):
        tile = PNG + b"north"
        kept = self.kept(mbtiles(self.path("valley.mbtiles"), [(0, 0, 0, PNG), (3, 5, 7, tile)],
                                 [("name", "Valley"), ("attribution", "Survey office (made up)"), ("bounds", "30,0.5,31,1.5")]))
        self.assertEqual((kept["name"], kept["attribution"], kept["kind"]), ("Valley", "Survey office (made up)", "raster"))
        self.assertEqual((kept["min_zoom"], kept["max_zoom"], kept["bounds"]), (0, 3, [30, 0.5, 31, 1.5]))
        address = kept["url"].replace("{z}", "3").replace("{x}", "5")
        answer = self.viewer.get(address.replace("{y}", "0"))  # row 7 from the south is row 0 from the north
        self.assertEqual((answer.status, answer.header("Content-Type"), answer.body), (200, "image/png", tile))
        self.assertIn("immutable", answer.header("Cache-Control"))
        clear = self.viewer.get(address.replace("{y}", "7"))  # a clear picture, so that the outlines show through
        self.assertEqual((clear.status, clear.header("Content-Type")), (200, "image/png"))
        self.assertEqual(pixels(clear.body, self.work)[3], 0)
        # In the settings it stands like any other map.
        maps = [{"name": "Valley", "url": kept["url"], "kind": "xyz", "attribution": "", "max_zoom": 3, "bounds": kept["bounds"]}]
        put = self.manager.ask("PUT", "/api/settings", {"base_maps": maps})
        self.assertEqual((put.status, put.json()["base_maps"]), (200, maps))
        for bad in ({"bounds": [1, 2, 3]}, {"bounds": "x"}, {"kind": "cog"}):
            self.assertEqual(self.manager.ask("PUT", "/api/settings", {"base_maps": [{**maps[0], **bad}]}).status, 400)

    def test_vector_tiles_come_unpacked(self):
        kept = self.kept(mbtiles(self.path("ways.mbtiles"), [(0, 0, 0, gzip.compress(b"\x1a\x00 layers"))]))
        self.assertEqual(kept["kind"], "vector")
        answer = self.viewer.get(kept["url"].format(z=0, x=0, y=0))
        self.assertEqual((answer.header("Content-Type"), answer.body), ("application/vnd.mapbox-vector-tile", b"\x1a\x00 layers"))
        bomb = self.kept(mbtiles(self.path("bomb.mbtiles"), [(0, 0, 0, gzip.compress(bytes(64 << 20)))]))
        self.assertEqual(self.viewer.get(bomb["url"].format(z=0, x=0, y=0)).json()["code"], "map.unreadable_tiles")

    def test_a_picture_in_utm_lies_where_gdal_lays_it(self):
        plain, placed = self.path("plain.ppm"), self.path("valley.tif")
        with open(plain, "wb") as out:  # 400 x 300: red by column, green by row
            out.write(b"P6 400 300 255\n" + bytes(value for row in range(300) for column in range(400)
                                                  for value in (column * 255 // 399, row * 255 // 299, 120)))
        subprocess.run(["gdal_translate", "-q", "-of", "COG", "-a_srs", "EPSG:32636", "-a_ullr", "400000", "300000", "420000", "285000",
                        plain, placed], check=True)
        kept = self.kept(placed)
        self.assertEqual((kept["name"], kept["kind"]), ("valley", "raster"))
        west, south, east, north = kept["bounds"]
        self.assertTrue(32.09 < west < 32.11 and 2.57 < south < 2.59 and 32.27 < east < 32.29 and 2.71 < north < 2.72, kept)
        self.assertLess(kept["min_zoom"], kept["max_zoom"])
        zoom = kept["max_zoom"]
        side = 2 * WORLD / 2**zoom
        centre_x, centre_y = 3583000, 294000  # EPSG:3857, inside
        column, row = int((centre_x + WORLD) // side), int((WORLD - centre_y) // side)
        mine = pixels(self.viewer.get(kept["url"].format(z=zoom, x=column, y=row)).body, self.work)
        box = [column * side - WORLD, WORLD - (row + 1) * side, (column + 1) * side - WORLD, WORLD - row * side]
        subprocess.run(["gdalwarp", "-q", "-overwrite", "-t_srs", "EPSG:3857", "-te", *map(str, box), "-ts", "256", "256", "-r", "bilinear",
                        "-dstalpha", placed, self.path("peer.tif")], check=True)
        with open(self.path("peer.tif"), "rb") as file:
            peer = pixels(file.read(), self.work)
        self.assertEqual(len(mine), len(peer))
        here = [i for i in range(0, len(peer), 4) if peer[i + 3] == 255 and mine[i + 3] == 255]
        self.assertGreater(len(here), 20000)
        # The picture's colours say where a pixel lies; WebP loses a little. 5 levels are 8 of its pixels, 2 of the tile's.
        for band in (0, 1):
            self.assertLess(sum(abs(mine[i + band] - peer[i + band]) for i in here) / len(here), 5)
        self.assertLess(sum(1 for i in range(3, len(peer), 4) if (mine[i] > 127) != (peer[i] > 127)) / (len(peer) / 4), 0.02)

    def test_what_is_no_map_leaves_nothing(self):
        with open(self.path("words.tif"), "w", encoding="utf-8") as out:
            out.write("no picture at all")
        self.refused(self.path("words.tif"), "map.not_a_picture")
        plain = self.path("plain.ppm")
        with open(plain, "wb") as out:
            out.write(b"P6 4 4 255\n" + bytes(48))
        subprocess.run(["gdal_translate", "-q", plain, self.path("nowhere.tif")], check=True)
        self.assertIn("coordinate", self.refused(self.path("nowhere.tif"), "map.not_a_picture")["title"])
        subprocess.run(["gdal_translate", "-q", "-ot", "UInt16", "-a_srs", "EPSG:4326", "-a_ullr", "30", "1", "31", "0", plain,
                        self.path("deep.tif")], check=True)
        self.assertIn("gdal_translate", self.refused(self.path("deep.tif"), "map.not_a_picture")["title"])
        self.refused(mbtiles(self.path("empty.mbtiles"), []), "map.unreadable_tiles")
        self.refused(mbtiles(self.path("words.mbtiles"), [(0, 0, 0, b"words")]), "map.unreadable_tiles")
        self.refused(mbtiles(self.path("zoom.mbtiles"), [(60, 0, 0, PNG)]), "map.unreadable_tiles")
        endless = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n) SELECT i AS zoom_level, 0 AS tile_column, 0 AS tile_row, " \
                  "x'89504e47' AS tile_data FROM n"
        self.refused(mbtiles(self.path("endless.mbtiles"), [], view=endless), "map.unreadable_tiles")

    def test_addresses_that_name_no_tile(self):
        kept = self.kept(mbtiles(self.path("small.mbtiles"), [(0, 0, 0, PNG)]))
        for z, x, y in ((25, 0, 0), (0, 1, 0), (0, 0, -1), ("a", 0, 0), (0, 0, "0.png"), (99999999999, 0, 0)):
            self.assertEqual(self.viewer.get(kept["url"].format(z=z, x=x, y=y)).status, 400, (z, x, y))
        for name in ("none", "%2e%2e%2fkitara", "0151fa7b-dc00-7ade-a5aa-ae20286b8731"):
            self.assertIn(self.viewer.get(f"/api/base-maps/{name}/0/0/0").status, (400, 404), name)

    def test_a_removed_map_is_gone_and_only_managers_add_and_remove(self):
        kept = self.kept(mbtiles(self.path("gone.mbtiles"), [(0, 0, 0, PNG)]))
        tile, file = kept["url"].format(z=0, x=0, y=0), f"/api/base-maps/{kept['map']}"
        for method, path in (("POST", "/api/base-maps?name=a.mbtiles"), ("DELETE", file), ("GET", "/api/base-maps")):
            self.assertEqual(self.viewer.ask(method, path).status, 403, method)
        self.assertEqual(self.viewer.get(tile).status, 200)
        self.assertEqual(self.server.get(tile).status, 401)  # the public view is off
        self.assertEqual(self.manager.ask("DELETE", file).status, 204)
        self.assertEqual(self.viewer.get(tile).json()["code"], "map.unknown")
        self.assertEqual(self.manager.ask("DELETE", file).status, 404)
        self.assertFalse([name for name in os.listdir(self.server.file + ".maps") if name.startswith(kept["map"])])


if __name__ == "__main__":
    unittest.main()
