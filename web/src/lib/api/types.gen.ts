// SPDX-License-Identifier: Apache-2.0
// What the server takes and answers, from its own description (GET /api). Written by "npm run types"; never by hand.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The web application.
         * @description Anyone.
         */
        get: operations["application"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this server answers, as OpenAPI 3.0.
         * @description Anyone.
         */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All accounts.
         * @description Administrators.
         */
        get: operations["accounts"];
        put?: never;
        /**
         * Makes an account; the answer holds its one-time link.
         * @description Administrators.
         */
        post: operations["addAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One account.
         * @description Administrators.
         */
        get: operations["account"];
        put?: never;
        post?: never;
        /**
         * Disables an account: its sessions end, its name stays taken.
         * @description Administrators.
         */
        delete: operations["disableAccount"];
        options?: never;
        head?: never;
        /**
         * Changes role, organisation, grants, class, language; what is not named stays.
         * @description Administrators.
         */
        patch: operations["changeAccount"];
        trace?: never;
    };
    "/api/accounts/{account}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Voids the password and makes a one-time link.
         * @description Administrators.
         */
        post: operations["resetAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Assessments with their scores, the latest first, and the instruments they answer
         * @description Any account.
         */
        get: operations["getAssessments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assessments/{assessment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One assessment: answers, scores, progress within its edition, agreement, what comes next
         * @description Any account.
         */
        get: operations["getAssessment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a file; a record holds it by its SHA-256
         * @description Collectors and above.
         */
        post: operations["sendAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attachments/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/base-maps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Files of tiles that lie beside the programme
         * @description Directors, information managers and administrators.
         */
        get: operations["listBaseMaps"];
        put?: never;
        /**
         * Add MBTiles, or a GeoTIFF (COG) that becomes tiles; a job
         * @description Directors, information managers and administrators.
         */
        post: operations["addBaseMap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/base-maps/{map}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove the file
         * @description Directors, information managers and administrators.
         */
        delete: operations["removeBaseMap"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/base-maps/{map}/{z}/{x}/{y}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A tile; a clear one where the file has none
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getBaseMapTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batches/{batch}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a batch back by new operations
         * @description Collectors and above.
         */
        post: operations["undoBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change many records at once, or show what would change
         * @description Collectors and above.
         */
        post: operations["changeMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check the whole programme; a job
         * @description Reviewers and above.
         */
        post: operations["startCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/community": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the community door shows.
         * @description Anyone.
         */
        get: operations["community"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/community/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The answer to a reference.
         * @description Anyone.
         */
        post: operations["messageAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/community/gateway-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new key for the gateway of text messages; the one before is void.
         * @description Administrators.
         */
        post: operations["makeGatewayKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/community/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports a find or sends a message; a find becomes a spot task and an indication.
         * @description Anyone.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/community/text-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same for a gateway of text messages, with its key as Bearer token.
         * @description Anyone.
         */
        post: operations["sendTextMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether answers, rates or values differ by more than chance, and what a sample says of all
         * @description Any account.
         */
        get: operations["getComparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coordinates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a coordinate in any notation
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["readCoordinate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Own and shared dashboards
         * @description Any account.
         */
        get: operations["getDashboards"];
        put?: never;
        /**
         * Save a dashboard
         * @description Any account.
         */
        post: operations["makeDashboard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One dashboard
         * @description Any account.
         */
        get: operations["getDashboard"];
        /**
         * Change a dashboard
         * @description Any account.
         */
        put: operations["putDashboard"];
        post?: never;
        /**
         * Remove a dashboard
         * @description Any account.
         */
        delete: operations["deleteDashboard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events: {seq, types} when data change
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write records to a file; a job
         * @description Any account.
         */
        post: operations["startExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{export}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of an export that is done
         * @description Any account.
         */
        get: operations["getExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Findings, with how many of each group
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One finding
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{id}/repair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply the proposed repair, or show it
         * @description Collectors and above.
         */
        post: operations["repairFinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept, waive with a reason, open again, or assign
         * @description Collectors and above.
         */
        post: operations["settleFinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pages of the help
         * @description Anyone.
         */
        get: operations["getHelp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/help/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One page of the help, as HTML
         * @description Anyone.
         */
        get: operations["getHelpPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the programme stands, in one answer
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getHome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own uploads
         * @description Directors, information managers and administrators.
         */
        get: operations["getImports"];
        put?: never;
        /**
         * Send a file; the answer shows its tables
         * @description Directors, information managers and administrators.
         */
        post: operations["sendImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One upload
         * @description Directors, information managers and administrators.
         */
        get: operations["getImport"];
        put?: never;
        post?: never;
        /**
         * Remove an upload
         * @description Directors, information managers and administrators.
         */
        delete: operations["deleteImport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{upload}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the import would do; a job that changes nothing
         * @description Directors, information managers and administrators.
         */
        post: operations["tryImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{upload}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A first mapping, for a person to look through
         * @description Directors, information managers and administrators.
         */
        post: operations["proposeMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{upload}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows that were rejected, with reasons
         * @description Directors, information managers and administrators.
         */
        get: operations["getRejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{upload}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import; a job
         * @description Directors, information managers and administrators.
         */
        post: operations["runImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The library: definitions, splits and sources
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getIndicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An indicator's value with its passport; as JSON, CSV or a workbook
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getIndicator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own jobs, the newest first; those of everybody for managers.
         * @description Any account.
         */
        get: operations["jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a job is, or how it ended.
         * @description Any account.
         */
        get: operations["job"];
        put?: never;
        post?: never;
        /**
         * Asks a job to stop; it rolls back what it did.
         * @description Any account.
         */
        delete: operations["cancelJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The job at each change, as server-sent events named job, until it is over.
         * @description Any account.
         */
        get: operations["followJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The land-release account by year, hazard, place, province, organisation, contamination or class
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Land released twice, figures that differ, products outside their hazard
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getLedgerFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/{hazard}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One hazard's entries with their outlines
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getHazardLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/legs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An outline from a start, bearings and distances, with its closure error
         * @description Any account; without one where the public view is switched on.
         */
        post: operations["walkLegs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/linkage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Record types whose people can be looked through, and how many people there are
         * @description Any account.
         */
        get: operations["getLinkage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/linkage/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look for records of one person; a job
         * @description Reviewers and above.
         */
        post: operations["startLinkage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/linkage/{type}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Own records that may be of a person of whom others have a record, and how many
         * @description Any account.
         */
        get: operations["getPossibleDuplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/linkage/{type}/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask that the compared fields of a record's possible duplicates be opened
         * @description Collectors and above.
         */
        post: operations["askToOpenPair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/linkage/{type}/pairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pairs of records that may be of one person, the likeliest first
         * @description Any account.
         */
        get: operations["getPersonPairs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/measure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Area, length, validity and faults of a shape
         * @description Any account; without one where the public view is switched on.
         */
        post: operations["measure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/meetings/{meeting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A meeting with its agenda, counts of people, polls, surveys and actions
         * @description Any account.
         */
        get: operations["getMeeting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/meetings/{meeting}/carry-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the open actions into the next meeting, or say how many would go
         * @description Collectors and above.
         */
        post: operations["carryOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/meetings/{meeting}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Codes to hand out: each answers a poll or a survey once; the same number is the same code
         * @description Directors, information managers and administrators.
         */
        post: operations["answerCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Record types, code lists, rules and workflows that the caller may see
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Openings that concern the caller, the newest first
         * @description Any account.
         */
        get: operations["getOpenings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asked, agreed, refused, looked and ended, the newest first
         * @description Directors, information managers and administrators.
         */
        get: operations["getOpeningLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One opening
         * @description Any account.
         */
        get: operations["getOpening"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree or refuse, as the second person
         * @description Collectors and above.
         */
        post: operations["answerOpening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the request back, or end what stands
         * @description Collectors and above.
         */
        post: operations["endOpening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings/{id}/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The compared fields of both records, side by side; each look stands in the log
         * @description Collectors and above.
         */
        post: operations["lookIntoOpening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say whether the two records are of one person
         * @description Collectors and above.
         */
        post: operations["settleOpenedPair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/priorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Priority schemes
         * @description Any account.
         */
        get: operations["getPriorities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/priorities/{scheme}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hazards in the order of a priority scheme, and what a change of each weight does to it
         * @description Any account.
         */
        get: operations["getRanking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Published tables about people, of those made for such a reader, the newest first
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getPublications"];
        put?: never;
        /**
         * A count of people through the disclosure gate: looked at, or remembered for others to read
         * @description Directors, information managers and administrators.
         */
        post: operations["publishFigure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/publications/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A published table as it was, as JSON, CSV, CSV with HXL tags or a workbook
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getPublication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Published reports, of those made for such a reader, the newest first
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getPublishedReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A published report as it was
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getPublishedReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-reports/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which figures of a published report are others today
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getReportChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quality/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Data quality by record type and organisation, at each check
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getQualityScores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a record before it is saved
         * @description Collectors and above.
         */
        post: operations["checkDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{type}/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Findings about a record
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getRecordFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{type}/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every change of a record: who, when, why, before and after
         * @description Any account.
         */
        get: operations["getRecordHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{type}/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a record refers to, and what refers to it
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getRecordLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{type}/{id}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a record stands in its workflow, and the steps from there
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getRecordTransitions"];
        put?: never;
        /**
         * Take a step of the workflow
         * @description Collectors and above.
         */
        post: operations["takeRecordTransition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The reports of the model and what each takes
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One report, worked out for who asks, with the passport of every figure
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report}/published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the report as it is now; figures about people for others pass the disclosure gate
         * @description Directors, information managers and administrators.
         */
        post: operations["publishReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sampling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a sample of land, plots, work or people can say, and how large it must be
         * @description Any account.
         */
        get: operations["getSampling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/self-reliance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The self-reliance profile of a year, and of all years
         * @description Any account.
         */
        get: operations["getSelfReliance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in, and what they may do.
         * @description Anyone.
         */
        get: operations["session"];
        put?: never;
        /**
         * Signs in: the answer sets the session's cookie.
         * @description Anyone.
         */
        post: operations["signIn"];
        /**
         * Ends the session.
         * @description Anyone.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/first": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Redeems a one-time link: the first administrator's, or one that an administrator made.
         * @description Anyone.
         */
        post: operations["redeemLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes one's own password; all other sessions end.
         * @description Any account.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Title, languages, base maps, public view, community door, pages of meetings
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getSettings"];
        /**
         * Change the settings that the body names
         * @description Directors, information managers and administrators.
         */
        put: operations["putSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tables/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows of a table: any part of it, filtered and sorted
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getTable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tables/{type}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a table shows, as a file
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["exportTable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/community": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was released, the messages, and a form to write.
         * @description Anyone.
         */
        get: operations["communityPage"];
        put?: never;
        /**
         * The form: a page with the reference.
         * @description Anyone.
         */
        post: operations["communityForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/community/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The answer to a reference, as a page.
         * @description Anyone.
         */
        post: operations["communityAnswerPage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/community/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report that was published for everybody, as a page.
         * @description Anyone.
         */
        get: operations["communityReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The server lives.
         * @description Anyone.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The server can answer: its store can be read.
         * @description Anyone.
         */
        get: operations["readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meetings that have a public page.
         * @description Anyone.
         */
        get: operations["meetingsPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{meeting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The agenda of a meeting.
         * @description Anyone.
         */
        get: operations["agendaPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{meeting}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Polls and surveys that take answers, and the form for a code.
         * @description Anyone.
         */
        get: operations["answersPage"];
        put?: never;
        /**
         * Exchanges a code, or the reference of a registration, for a ticket in a cookie.
         * @description Anyone.
         */
        post: operations["takeCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{meeting}/polls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The form of an open poll; of a closed one its results.
         * @description Anyone.
         */
        get: operations["pollPage"];
        put?: never;
        /**
         * Takes an answer: one a ticket.
         * @description Anyone.
         */
        post: operations["pollAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{meeting}/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The form to register.
         * @description Anyone.
         */
        get: operations["registerPage"];
        put?: never;
        /**
         * Registers: a page with the reference.
         * @description Anyone.
         */
        post: operations["registerForMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{meeting}/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is kept of a registration, by its reference; never name or contact.
         * @description Anyone.
         */
        post: operations["registrationPage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{meeting}/registration/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Corrects a registration.
         * @description Anyone.
         */
        post: operations["correctRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{meeting}/registration/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraws a registration; name and contact are forgotten.
         * @description Anyone.
         */
        post: operations["withdrawRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{meeting}/surveys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The form of a survey.
         * @description Anyone.
         */
        get: operations["surveyPage"];
        put?: never;
        /**
         * Takes an answer: one a ticket.
         * @description Anyone.
         */
        post: operations["surveyAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the server counts, as Prometheus text; for this machine and administrators.
         * @description Anyone.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where clients of OGC API begin.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getLandingPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/api": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The description of what lies under /ogc, as OpenAPI 3.0.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getOgcApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/codelists/{codelistId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The codes of a list with their titles.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getCodelist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The record types as collections.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One collection.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["describeCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Records of a collection.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getFeatures"];
        put?: never;
        /**
         * Add a record.
         * @description Collectors and above.
         */
        post: operations["createFeature"];
        delete?: never;
        /**
         * What the address takes.
         * @description Any account; without one where the public view is switched on.
         */
        options: operations["optionsFeatures"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/items/{featureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One record.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getFeature"];
        /**
         * Replace a record, or make one under this id.
         * @description Collectors and above.
         */
        put: operations["replaceFeature"];
        post?: never;
        /**
         * Remove a record; its history stays.
         * @description Collectors and above.
         */
        delete: operations["deleteFeature"];
        /**
         * What the address takes.
         * @description Any account; without one where the public view is switched on.
         */
        options: operations["optionsFeature"];
        head?: never;
        /**
         * Change parts of a record.
         * @description Collectors and above.
         */
        patch: operations["updateFeature"];
        trace?: never;
    };
    "/ogc/collections/{collectionId}/queryables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can be filtered by.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getQueryables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The fields of a collection, as JSON Schema.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/sortables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can be sorted by.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getSortables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/tiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tile sets of a collection.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["collection.vector.getTileSetsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/tiles/{tileMatrixSetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One tile set of a collection.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["collection.vector.getTileSet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A tile of a collection.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["collection.vector.getTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/conformance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The conformance classes that are kept.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getConformanceDeclaration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/tileMatrixSets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The grids of tiles.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getTileMatrixSetsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/tileMatrixSets/{tileMatrixSetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One grid of tiles.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["getTileMatrixSet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/tiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tile sets of the programme.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["dataset.vector.getTileSetsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/tiles/{tileMatrixSetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One tile set.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["dataset.vector.getTileSet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A tile with a layer for each collection.
         * @description Any account; without one where the public view is switched on.
         */
        get: operations["dataset.vector.getTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every kind of problem.
         * @description Anyone.
         */
        get: operations["problems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One kind of problem: what is wrong and what to do about it.
         * @description Anyone.
         */
        get: operations["problem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vote/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The short address of a meeting's polls and surveys.
         * @description Anyone.
         */
        get: operations["voteAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            disabled: boolean;
            /** @description rows of an organisation, or of a place and all below it; of several grants, any of them */
            grants: {
                organisation?: string;
                place?: string;
            }[];
            has_password: boolean;
            highest_class: string | null;
            language: string;
            /** @description the one-time link, said once: when it is made */
            link?: string;
            /** @description instant */
            link_until: string | null;
            name: string;
            organisation: string;
            role: string;
            title: string;
        };
        AccountChange: {
            disabled?: boolean;
            /** @description rows of an organisation, or of a place and all below it; of several grants, any of them */
            grants?: {
                organisation?: string;
                place?: string;
            }[];
            highest_class?: string | null;
            language?: string;
            name?: string;
            organisation?: string;
            role?: string;
            title?: string;
        };
        AccountRow: {
            by_basis: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** @description m2, at most 2 decimals */
            cancelled: number;
            /** @description m2, at most 2 decimals */
            cleared: number;
            /** @description m2, at most 2 decimals */
            closing?: number;
            /** @description m2, at most 2 decimals */
            corrected: number;
            /** @description m2, at most 2 decimals */
            created: number;
            /** @description m2, at most 2 decimals */
            extended: number;
            /** @description id, code or year; null: not recorded */
            key: string | null;
            label: string | null;
            /** @description m2, at most 2 decimals */
            opening?: number;
            /** @description m2, at most 2 decimals */
            reclassified_in: number;
            /** @description m2, at most 2 decimals */
            reclassified_out: number;
            /** @description m2, at most 2 decimals */
            reduced: number;
            /** @description m2, at most 2 decimals */
            released: number;
            /** @description m2, at most 2 decimals */
            released_again?: number;
            /** @description m2, at most 2 decimals */
            released_beyond?: number;
            /** @description m2, at most 2 decimals */
            released_outside?: number;
            /** @description m2, at most 2 decimals */
            remaining?: number;
            /** @description m2, at most 2 decimals */
            transferred_in: number;
            /** @description m2, at most 2 decimals */
            transferred_out: number;
        };
        Accounts: components["schemas"]["Account"][];
        AnswerCodes: {
            codes: string[];
        };
        AnswerCodesRequest: {
            /** @description 1 to 2000; 1 */
            count?: number;
            /** @description 1 to 2000; 1 */
            first?: number;
        };
        AskedOpenings: {
            items: components["schemas"]["Opening"][];
        };
        Assessment: {
            actions: {
                /** @description index */
                area: number;
                /** @description index */
                question: number;
                /** @description weight x gap */
                weighted: number;
            }[];
            agreements: {
                areas: (number | null)[];
                /** @description questions that both answered */
                both: number;
                /** @description first minus second, in levels */
                difference: number | null;
                first: components["schemas"]["AssessmentHead"];
                /** @description quadratic weights */
                kappa: number | null;
                /** @description of those, alike */
                same: number;
                second: components["schemas"]["AssessmentHead"];
            }[];
            answered: number;
            /** @description questions that apply */
            applicable: number;
            areas: {
                answered: number;
                applicable: number;
                gap: number | null;
                id: string;
                name: string;
                questions: components["schemas"]["AssessmentQuestion"][];
                /** @description LOW_COVERAGE, NO_DATA, NOT_APPLICABLE */
                reason_if_null: string | null;
                reason_text: string | null;
                score: number | null;
                /** @description of criteria: the level reached */
                staged: number | null;
                target: number | null;
                weight: number;
                without_evidence: number;
            }[];
            /** @description what the instrument calls the score */
            band: string | null;
            compared: {
                answered: number;
                /** @description questions that apply */
                applicable: number;
                areas: {
                    before: number | null;
                    /** @description share of the gap */
                    closed: number | null;
                    delta: number | null;
                }[];
                /** @description what the instrument calls the score */
                band: string | null;
                geometric: number | null;
                id: string;
                instrument: {
                    edition: string;
                    id: string;
                    name: string;
                    purpose: string;
                };
                /** @description self, peer or external */
                kind: string;
                kind_words: string;
                /** @description of the areas */
                lowest: number | null;
                name: string;
                /** @description share of the scale, 0 to 1 */
                of_scale: number | null;
                /** @description date */
                on: string | null;
                score: number | null;
                subject: {
                    id: string;
                    words: string;
                };
                target: number | null;
                unanswered_share: number | null;
                whole: {
                    /** @description share of the gap */
                    closed: number | null;
                    delta: number | null;
                };
                /** @description level 3 or more without evidence */
                without_evidence: number;
            } | null;
            geometric: number | null;
            history: components["schemas"]["AssessmentColumn"][];
            /** @description of the same body, not among the latest that history holds */
            history_left_out: number;
            id: string;
            instrument: components["schemas"]["Instrument"];
            /** @description self, peer or external */
            kind: string;
            kind_words: string;
            /** @description of the areas */
            lowest: number | null;
            name: string;
            next_areas: {
                /** @description index */
                area: number;
                /** @description weight x gap */
                weighted: number;
            }[];
            /** @description share of the scale, 0 to 1 */
            of_scale: number | null;
            /** @description date */
            on: string | null;
            score: number | null;
            subject: {
                id: string;
                words: string;
            };
            target: number | null;
            target_level: number | null;
            unanswered_share: number | null;
            /** @description level 3 or more without evidence */
            without_evidence: number;
        };
        AssessmentArea: {
            answered: number;
            applicable: number;
            gap: number | null;
            /** @description LOW_COVERAGE, NO_DATA, NOT_APPLICABLE */
            reason_if_null: string | null;
            reason_text: string | null;
            score: number | null;
            /** @description of criteria: the level reached */
            staged: number | null;
            target: number | null;
            without_evidence: number;
        };
        AssessmentColumn: {
            answered: number;
            /** @description questions that apply */
            applicable: number;
            areas: components["schemas"]["AssessmentArea"][];
            /** @description what the instrument calls the score */
            band: string | null;
            geometric: number | null;
            id: string;
            instrument: {
                edition: string;
                id: string;
                name: string;
                purpose: string;
            };
            /** @description self, peer or external */
            kind: string;
            kind_words: string;
            /** @description of the areas */
            lowest: number | null;
            name: string;
            /** @description share of the scale, 0 to 1 */
            of_scale: number | null;
            /** @description date */
            on: string | null;
            /** @description else it is not compared */
            same_edition: boolean;
            score: number | null;
            subject: {
                id: string;
                words: string;
            };
            target: number | null;
            unanswered_share: number | null;
            /** @description level 3 or more without evidence */
            without_evidence: number;
        };
        AssessmentHead: {
            id: string;
            instrument: {
                edition: string;
                id: string;
                name: string;
                purpose: string;
            };
            /** @description self, peer or external */
            kind: string;
            kind_words: string;
            name: string;
            /** @description date */
            on: string | null;
            subject: {
                id: string;
                words: string;
            };
        };
        AssessmentItem: {
            answered: number;
            /** @description questions that apply */
            applicable: number;
            /** @description what the instrument calls the score */
            band: string | null;
            geometric: number | null;
            /** @description of the scale */
            highest: number | null;
            id: string;
            instrument: {
                edition: string;
                id: string;
                name: string;
                purpose: string;
            };
            /** @description self, peer or external */
            kind: string;
            kind_words: string;
            /** @description of the areas */
            lowest: number | null;
            name: string;
            /** @description share of the scale, 0 to 1 */
            of_scale: number | null;
            /** @description date */
            on: string | null;
            score: number | null;
            subject: {
                id: string;
                words: string;
            };
            target: number | null;
            unanswered_share: number | null;
            /** @description level 3 or more without evidence */
            without_evidence: number;
        };
        AssessmentList: {
            instruments: components["schemas"]["Instrument"][];
            items: components["schemas"]["AssessmentItem"][];
        };
        AssessmentQuestion: {
            answer: {
                action: string;
                /** @description date */
                due: string | null;
                evidence: string;
                id: string;
                level: number | null;
                met: boolean | null;
                not_applicable: boolean;
                owner: string;
                /** @description there is evidence */
                proved: boolean;
                target: number | null;
            } | null;
            criterion_of: number | null;
            evidence_asked: string;
            id: string;
            may_not_apply: boolean;
            text: string;
            weight: number;
        };
        Attachment: {
            bytes: number;
            /** @description by the content */
            media_type: string;
            /** @description what a record's attachment field holds */
            sha256: string;
        };
        BaseMapFile: {
            attribution: string;
            bounds: number[];
            bytes: number;
            /** @enum {string} */
            kind: "raster" | "vector";
            /** @description id */
            map: string;
            max_zoom: number;
            min_zoom: number;
            name: string;
            /** @description with {z}, {x} and {y}: what the settings' base_maps hold */
            url: string;
        };
        BaseMapFiles: {
            items: components["schemas"]["BaseMapFile"][];
        };
        BulkAnswer: {
            /** @description what undo takes back */
            batch: string | null;
            /** @description records that change */
            count: number;
            dry_run: boolean;
            sample: {
                after: {
                    [key: string]: unknown;
                };
                before: {
                    [key: string]: unknown;
                };
                id: string;
                label: string;
            }[];
            seq?: number;
        };
        BulkRequest: {
            dry_run?: boolean;
            /** @description CQL2: which records; or ids */
            filter?: string;
            ids?: string[];
            reason?: string;
            set: {
                [key: string]: unknown;
            };
            type: string;
        };
        CarryOver: {
            /** @description what undo takes back */
            batch: string | null;
            /** @description actions */
            count: number;
            into: {
                id: string;
                label: string;
            };
        };
        CarryOverRequest: {
            dry_run?: boolean;
        };
        CheckReport: {
            /** @description findings that are gone since the last check */
            mended: number;
            open: {
                error: number;
                note: number;
                warning: number;
            };
            /** @description looked at */
            records: number;
            /** @description tried */
            rules: number;
        };
        CodeList: {
            entries?: {
                [key: string]: string;
            };
            id?: string;
            title?: string;
        };
        Collection: {
            crs?: string[];
            description?: string;
            extent?: {
                spatial?: {
                    bbox: number[][];
                    crs: string;
                };
            };
            id: string;
            /** @default feature */
            itemType: string;
            links: components["schemas"]["Link"][];
            storageCrs?: string;
            title?: string;
        };
        Collections: {
            collections: components["schemas"]["Collection"][];
            crs?: string[];
            links: components["schemas"]["Link"][];
        };
        Community: {
            land: {
                rows: {
                    cancelled: number;
                    cleared: number;
                    place: string | null;
                    reduced: number;
                    /** @description still recorded as dangerous */
                    remaining: number;
                }[];
                total: {
                    cancelled: number;
                    cleared: number;
                    place: string | null;
                    reduced: number;
                    /** @description still recorded as dangerous */
                    remaining: number;
                };
                unit: string;
                /** @description hazards of no known size: in no sum */
                unsized: number;
            } | null;
            languages: string[];
            message_languages: string[];
            messages: {
                text: string;
                title: string;
            }[];
            programme: string;
            reports: {
                id: string;
                language: string;
                published_at: string;
                title: string;
            }[];
            telephone: string;
        };
        CommunityAnswer: {
            answer: string;
            answered: boolean;
            /** @description date */
            due: string;
            /** @description date */
            opened: string;
        };
        CommunityMessage: {
            contact?: string;
            language?: string;
            /** @description names the sending: sent again it is the same message */
            once?: string;
            place?: string;
            /** @description a coordinate in any notation, latitude first */
            position?: string;
            /** @description of the code list helpdesk_topic; else other */
            topic?: string;
            words: string;
        };
        CommunityReference: {
            reference: string;
        };
        CommunityTaken: {
            /** @description date */
            due: string;
            /** @description whoever has it may read the answer */
            reference: string;
            /** @description for a text message back */
            reply: string;
        };
        ComparisonAnswer: {
            beyond?: {
                /** @description less that of the comparison group */
                difference: number;
                /** @description of so much by chance alone, two-sided; null: without spread */
                p: number | null;
                standard_error: number;
                z: number | null;
            };
            change?: {
                /** @description share */
                after: number;
                /** @description share */
                before: number;
                cohens_h: number;
                /** @description after - before */
                difference: number;
                /** @description Newcombe 1998, by n / design effect */
                lower: number;
                /** @description of so much by chance alone, two-sided; null: without spread */
                p: number | null;
                standard_error: number;
                upper: number;
                /** @description null: without spread and with a difference */
                z: number | null;
            };
            notes: ("no_cause" | "self_selected")[];
            outliers?: {
                beyond: number[];
                limit: number;
                modified: number[] | null;
                z: number[] | null;
            };
            paired?: {
                chi_p: number;
                /** @description with continuity correction */
                chi_squared: number;
                /** @description (gained - lost) / pairs */
                difference: number;
                /** @description McNemar's exact test, two-sided */
                p: number;
            };
            raked?: {
                cells: number[][];
                design_effect: number;
                /** @description people asked at random who would say as much */
                kish_n: number;
            } | null;
            rates?: {
                /** @description events a unit of exposure */
                first: number;
                /** @description Garwood 1936 */
                first_lower: number;
                first_upper: number;
                /** @description exact, given the sum of both */
                p: number;
                /** @description of the first to the second; null where that is 0 */
                ratio: number | null;
                second: number;
                second_lower: number;
                second_upper: number;
            };
            rating?: {
                answers: number;
                /** @description null: all who attended answered */
                effective_n: number | null;
                /** @description Wilson 1927 */
                lower: number;
                /** @description 1 for the worst option; a secondary figure */
                mean: number;
                share: number;
                /** @description answers of the best options */
                top: number;
                upper: number;
            };
            several?: number[];
            share?: {
                /** @description Clopper and Pearson 1934 */
                exact_lower: number;
                exact_upper: number;
                /** @description Wilson 1927 */
                lower: number;
                share: number;
                upper: number;
            };
            stratified?: {
                /** @description null: those asked all said the same */
                lower: number | null;
                /** @description of all people */
                share: number;
                standard_error: number;
                /** @description what the answers alone would say */
                unweighted: number;
                upper: number | null;
            } | null;
        };
        ConformanceClasses: {
            conformsTo: string[];
        };
        Coordinate: {
            crs: string | null;
            datum_accuracy_m: number;
            formats: {
                [key: string]: string;
            };
            /** @description degrees, WGS 84 */
            lat: number;
            /** @description degrees, WGS 84 */
            lon: number;
            /** @description one unit of the last digit on the ground */
            precision_m: number;
            /** @description notation */
            read_as: string;
        };
        Credentials: {
            name: string;
            password: string;
        };
        Dashboard: {
            /** @description instant */
            changed: string;
            id: string;
            items: {
                /** @enum {string} */
                chart?: "number" | "chart" | "table" | "map";
                /** @description another period */
                compare?: string;
                /** @description CQL2 */
                filter?: string;
                /** @description id */
                indicator: string;
                note?: string;
                period?: string;
                split?: string[];
            }[];
            mine: boolean;
            /** @description account */
            owner: string;
            /** @description all who sign in see it */
            shared: boolean;
            title: string;
        };
        DashboardList: {
            items: components["schemas"]["Dashboard"][];
        };
        DashboardRequest: {
            items: {
                /** @enum {string} */
                chart?: "number" | "chart" | "table" | "map";
                /** @description another period */
                compare?: string;
                /** @description CQL2 */
                filter?: string;
                /** @description id */
                indicator: string;
                note?: string;
                period?: string;
                split?: string[];
            }[];
            shared?: boolean;
            title: string;
        };
        DraftFinding: {
            /** @description the domain's number of the rule, such as G11; may be empty */
            code: string;
            has_repair: boolean;
            hint: string;
            id: string;
            /** @description degrees */
            lat: number | null;
            /** @description degrees */
            lon: number | null;
            message: string;
            /** @description a field, or a place within the outline */
            place: string;
            /** @description of which `records` names the first 50 */
            record_count: number;
            records: string[];
            repair: {
                [key: string]: unknown;
            } | null;
            rule: string;
            /** @enum {string} */
            severity: "error" | "warning" | "note";
            /** @description record type of the first record */
            type: string;
        };
        DraftFindings: {
            computed: {
                [key: string]: unknown;
            };
            findings: components["schemas"]["DraftFinding"][];
        };
        DraftRequest: {
            geometry?: components["schemas"]["Geometry"] | null;
            id?: string;
            properties?: {
                [key: string]: unknown;
            };
            type: string;
        };
        ExportReport: {
            /** @description id of the file */
            export: string;
            rows: {
                [key: string]: number;
            };
            withheld: string[];
        };
        ExportRequest: {
            /** @description CQL2, of a single type */
            filter?: string;
            /** @enum {string} */
            format: "gpkg" | "xlsx" | "kml" | "csv" | "geojson";
            /** @description a row of HXL tags under the headers; csv and xlsx */
            hxl?: boolean;
            types?: string[];
        };
        Feature: {
            geometry: components["schemas"]["Geometry"] | null;
            id: string;
            links?: components["schemas"]["Link"][];
            properties: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            type: "Feature";
        };
        FeatureCollection: {
            features: components["schemas"]["Feature"][];
            links?: components["schemas"]["Link"][];
            numberMatched?: number;
            numberReturned?: number;
            /** Format: date-time */
            timeStamp?: string;
            /** @enum {string} */
            type: "FeatureCollection";
        };
        FeatureIn: {
            geometry?: components["schemas"]["Geometry"] | null;
            id?: string;
            properties?: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            type?: "Feature";
        };
        /** @description a merge patch of the feature (RFC 7396), or a list (RFC 6902) */
        FeaturePatch: unknown;
        Figure: {
            key?: string[];
            /** @description of confidence, of lower and upper */
            level?: number;
            /** @description of a share: Wilson, of a rate of events: Garwood; 95 % */
            lower?: number;
            /** @description exceeded by the value: what rounded words may say, beside it */
            more_than?: number;
            /** @description records behind it */
            n: number;
            /** @description of those, without a value or a usable date */
            n_missing: number;
            /** @description NO_DATA, ZERO_DENOMINATOR, INVALID_INPUT */
            reason_if_null?: string;
            records: string[];
            /** @description how many of the n these are, where not all */
            records_shown?: number;
            share_of_known?: {
                lower: number;
                upper: number;
                value: number;
            };
            shares?: components["schemas"]["GroupShares"];
            upper?: number;
            value: number | null;
        };
        Finding: {
            about?: {
                id: string;
                label: string;
                type: string;
            }[];
            /** @description account */
            assigned_to: string | null;
            /** @description the domain's number of the rule, such as G11; may be empty */
            code: string;
            decisions?: {
                /** @description instant */
                at: string;
                by: string;
                reason: string;
                state: string;
            }[];
            /** @description instant */
            first_seen: string;
            has_repair: boolean;
            hint: string;
            id: string;
            /** @description what people call the first record */
            label: string | null;
            /** @description instant */
            last_seen: string;
            /** @description degrees */
            lat: number | null;
            /** @description degrees */
            lon: number | null;
            message: string;
            /** @description id */
            organisation: string | null;
            pair?: {
                /** @description nearly */
                certain: boolean;
                fields: {
                    field: string;
                    /** @enum {string} */
                    level: "missing" | "differ" | "partly" | "near" | "alike" | "same";
                    /** @description field of the referred type, between two types */
                    other?: string;
                    /** @description what it adds to the weight */
                    weight: number;
                }[];
                /** @description probability that they are one person */
                percent: number;
                /** @description log2 of the odds */
                weight: number;
            } | null;
            /** @description a field, or a place within the outline */
            place: string;
            reason: string;
            /** @description of which `records` names the first 50 */
            record_count: number;
            /** @description id of the place of the record */
            record_place: string | null;
            records: string[];
            rule: string;
            settled_by: string;
            /** @enum {string} */
            severity: "error" | "warning" | "note";
            /** @enum {string} */
            state: "open" | "accepted" | "mended" | "waived";
            /** @description record type of the first record */
            type: string;
        };
        FindingGroups: {
            organisation: {
                count: number;
                key: string;
                label: string | null;
            }[];
            place: {
                count: number;
                key: string;
                label: string | null;
            }[];
            rule: {
                count: number;
                key: string;
                label: string | null;
            }[];
            severity: {
                count: number;
                key: string;
                label: string | null;
            }[];
            state: {
                count: number;
                key: string;
                label: string | null;
            }[];
            type: {
                count: number;
                key: string;
                label: string | null;
            }[];
        };
        FindingList: {
            groups: components["schemas"]["FindingGroups"];
            items: components["schemas"]["Finding"][];
            offset: number;
            total: number;
        };
        GatewayKey: {
            /** @description shown once */
            key: string;
        };
        Geometry: {
            coordinates: number[];
            /** @enum {string} */
            type: "Point";
        } | {
            coordinates: number[][];
            /** @enum {string} */
            type: "MultiPoint";
        } | {
            coordinates: number[][];
            /** @enum {string} */
            type: "LineString";
        } | {
            coordinates: number[][][];
            /** @enum {string} */
            type: "MultiLineString";
        } | {
            coordinates: number[][][];
            /** @enum {string} */
            type: "Polygon";
        } | {
            coordinates: number[][][][];
            /** @enum {string} */
            type: "MultiPolygon";
        } | {
            geometries: components["schemas"]["Geometry"][];
            /** @enum {string} */
            type: "GeometryCollection";
        };
        GroupShares: {
            /** @description people in all, of whom it is known whether they are of the group */
            all: number;
            /** @description people of the group in all */
            group: number;
            /** @description people of the group in the part that the ratio is of */
            group_in_part: number;
            /** @description of the counts; nothing where it would divide by 0 */
            odds_ratio: number | null;
            /** @description Fisher's exact test, two-sided */
            p: number | null;
            /** @description people in that part */
            part: number;
        };
        HazardLedger: {
            account: components["schemas"]["LandAccount"];
            entries: components["schemas"]["LedgerEntry"][];
            findings: components["schemas"]["LedgerFinding"][];
            geometry: components["schemas"]["Geometry"] | null;
            hazard: string;
            label: string;
            unit: string;
        };
        Health: {
            checks?: {
                [key: string]: string;
            };
            /** @enum {string} */
            status: "alive" | "ready" | "not_ready";
            version?: string;
        };
        HelpList: {
            items: {
                /** @description of the page: en where it is not translated */
                language: string;
                page: string;
                title: string;
            }[];
        };
        HelpPage: {
            /** @description without scripts; links to other pages begin with #/help/ */
            html: string;
            /** @description of the page: en where it is not translated */
            language: string;
            page: string;
            title: string;
        };
        Home: {
            casualties: {
                /** @description whole tens, for the public: there may be up to nine more */
                at_least: boolean;
                cells: {
                    key: string | null;
                    value: number | null;
                }[];
                indicator: string;
                /** @description records without a usable date or value */
                missing: number;
                this_year: number | null;
                title: string;
                year_before: number | null;
            } | null;
            changes_since: {
                by_type: {
                    [key: string]: number;
                };
                count: number;
                more: boolean;
                since: number;
            } | null;
            freshness: {
                by_type: {
                    [key: string]: string;
                };
                /** @description instant */
                last_change: string | null;
            };
            open_findings: {
                error: number;
                note: number;
                warning: number;
            };
            open_tasks: {
                by_status: {
                    count: number;
                    status: string;
                }[];
                count: number;
            } | null;
            /** @description figures of the whole programme are withheld: this caller does not see all of it */
            partial: boolean;
            released_this_year: {
                /** @description m2, at most 2 decimals */
                area_m2: number;
                /** @enum {string} */
                product: "cancelled" | "reduced" | "cleared";
            }[] | null;
            remaining: {
                /** @description m2, at most 2 decimals */
                area_m2: number;
                class: string;
                class_title: string;
                contamination: string;
                contamination_title: string;
            }[] | null;
            /** @description m2, at most 2 decimals */
            remaining_total_m2: number | null;
            seq: number;
            unit: string;
            unverified: {
                count: number;
                state: string;
                type: string;
            }[];
            worst_findings: {
                about?: {
                    id: string;
                    label: string;
                    type: string;
                }[];
                /** @description account */
                assigned_to: string | null;
                /** @description the domain's number of the rule, such as G11; may be empty */
                code: string;
                /** @description open findings of this rule */
                count: number;
                decisions?: {
                    /** @description instant */
                    at: string;
                    by: string;
                    reason: string;
                    state: string;
                }[];
                /** @description instant */
                first_seen: string;
                has_repair: boolean;
                hint: string;
                id: string;
                /** @description what people call the first record */
                label: string | null;
                /** @description instant */
                last_seen: string;
                /** @description degrees */
                lat: number | null;
                /** @description degrees */
                lon: number | null;
                message: string;
                /** @description id */
                organisation: string | null;
                pair?: {
                    /** @description nearly */
                    certain: boolean;
                    fields: {
                        field: string;
                        /** @enum {string} */
                        level: "missing" | "differ" | "partly" | "near" | "alike" | "same";
                        /** @description field of the referred type, between two types */
                        other?: string;
                        /** @description what it adds to the weight */
                        weight: number;
                    }[];
                    /** @description probability that they are one person */
                    percent: number;
                    /** @description log2 of the odds */
                    weight: number;
                } | null;
                /** @description a field, or a place within the outline */
                place: string;
                reason: string;
                /** @description of which `records` names the first 50 */
                record_count: number;
                /** @description id of the place of the record */
                record_place: string | null;
                records: string[];
                rule: string;
                settled_by: string;
                /** @enum {string} */
                severity: "error" | "warning" | "note";
                /** @enum {string} */
                state: "open" | "accepted" | "mended" | "waived";
                /** @description record type of the first record */
                type: string;
            }[];
            year: number;
        };
        ImportReport: {
            /** @description records */
            changed: number;
            /** @description records */
            created: number;
            /** @description nothing was changed */
            dry_run: boolean;
            file: string;
            first_rejected?: {
                code: string;
                column: string;
                /** @description what to do about it */
                mend: string;
                reason: string;
                row: number;
                value: string;
            };
            /** @description cells */
            formulas_taken: number;
            /** @description /api/imports/{upload}/rejects gives the rows that were rejected */
            has_rejects: boolean;
            /** @description when this very file came in with this profile */
            imported_before?: string;
            /** @description values that people changed after the source gave what it gives again */
            kept_corrections: number;
            /** @description the last operation */
            last_seq: number;
            /** @description not asked for */
            left_out: number;
            /** @description the file is an attachment now */
            original_kept: boolean;
            /** @description rows */
            outside_country: number;
            placed_by: {
                [key: string]: number;
            };
            /** @description rows with a point in another place than named */
            point_elsewhere: number;
            /** @description rows with a point in a place of another name */
            point_otherwise_named: number;
            /** @description rows with a point in no place at all */
            point_outside_all: number;
            /** @description name of the mapping profile */
            profile: string;
            /** @description records made because rows speak of them */
            referred_created: number;
            /** @description rows */
            rejected: number;
            /** @description rows whose record people have removed: it stays removed */
            removed_here: number;
            /** @description rows like an earlier one, kept as its second, third ... occurrence */
            repeated: number;
            /** @description rows with the key and the content of an earlier one, counted once */
            repeated_keys: number;
            /** @description read */
            rows: number;
            /** @description of the file */
            sha256: string;
            /** @description record type */
            type: string;
            /** @description records */
            unchanged: number;
            unplaced: {
                [key: string]: number;
            };
            unused_columns: string[];
            warnings: {
                [key: string]: number;
            };
            /** @description rows */
            with_geometry: number;
            /** @description rows left alone since the profile makes no new records */
            without_record: number;
        };
        ImportRequest: {
            encoding?: string;
            /** @description keep the file as an attachment */
            keep_original?: boolean;
            layer?: string;
            /** @description import the good rows although some are rejected */
            partial?: boolean;
            /** @description YAML */
            profile: string;
        };
        IndicatorDefinition: {
            about_people: boolean;
            code: string;
            dated_by?: string;
            definition: string;
            edition: string;
            id: string;
            /** @description U: to be checked with the standard */
            mark: string;
            /** @description record type, or land_ledger */
            of: string;
            /** @description a figure of the rows that this caller may see */
            partial: boolean;
            /** @description for others, through the disclosure gate */
            publishable: boolean;
            source: string;
            splits: string[];
            stock_or_flow: string;
            title: string;
            unit: string;
        };
        IndicatorList: {
            items: components["schemas"]["IndicatorDefinition"][];
        };
        IndicatorTable: {
            about_people: boolean;
            as_of: {
                node: string;
                /** @description the last one that it counts */
                operation: number;
            };
            cells: components["schemas"]["Figure"][];
            code: string;
            compared?: components["schemas"]["IndicatorTable"];
            definition: string;
            edition: string;
            indicator: string;
            method: {
                id: string;
                /** @description version */
                program: string;
            };
            partial?: boolean;
            period?: {
                from: string;
                to: string;
            };
            records: {
                /** @description CQL2 */
                filter: string;
                type: string;
            } | null;
            source: string;
            split_by: string[];
            splits?: string[];
            stock_or_flow: string;
            title: string;
            /** @description to be checked with the standard */
            to_check?: boolean;
            total: components["schemas"]["Figure"];
            unit: string;
            /** @description of what is split by, 0 to 1 */
            unknown_share?: number;
            warnings: string[];
        };
        Instrument: {
            bands: {
                from: number;
                label: string;
            }[];
            edition: string;
            /** @description level from which on evidence is asked for */
            evidence_from: number;
            id: string;
            levels: {
                description: string;
                label: string;
                value: number;
            }[];
            licence_note: string;
            name: string;
            owner: string;
            purpose: string;
            /** @enum {string} */
            scoring: "levels" | "criteria";
        };
        Job: {
            about: {
                [key: string]: string;
            };
            account: string;
            /** @description instant */
            created: string;
            done: number;
            /** @description instant */
            ended: string | null;
            id: string;
            kind: string;
            problem: {
                code: string;
                /** @description what to do about it */
                detail: string;
                title: string;
                values: {
                    [key: string]: unknown;
                };
            } | null;
            /** @description a second */
            rate: number;
            /** @description of a job that is done */
            result: (components["schemas"]["ImportReport"] | components["schemas"]["ExportReport"] | components["schemas"]["CheckReport"] | components["schemas"]["LinkageRun"] | components["schemas"]["BaseMapFile"]) | null;
            seconds_left: number | null;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            step: string;
            /** @description 0 when it is not known */
            total: number;
        };
        Jobs: components["schemas"]["Job"][];
        JsonSchema: {
            [key: string]: unknown;
        };
        LandAccount: {
            by_basis: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** @description m2, at most 2 decimals */
            cancelled: number;
            /** @description m2, at most 2 decimals */
            cleared: number;
            /** @description m2, at most 2 decimals */
            corrected: number;
            /** @description m2, at most 2 decimals */
            created: number;
            /** @description m2, at most 2 decimals */
            extended: number;
            /** @description m2, at most 2 decimals */
            reclassified_in: number;
            /** @description m2, at most 2 decimals */
            reclassified_out: number;
            /** @description m2, at most 2 decimals */
            reduced: number;
            /** @description m2, at most 2 decimals */
            released: number;
            /** @description m2, at most 2 decimals */
            released_again?: number;
            /** @description m2, at most 2 decimals */
            released_beyond?: number;
            /** @description m2, at most 2 decimals */
            released_outside?: number;
            /** @description m2, at most 2 decimals */
            remaining?: number;
            /** @description m2, at most 2 decimals */
            transferred_in: number;
            /** @description m2, at most 2 decimals */
            transferred_out: number;
        };
        LandingPage: {
            description?: string;
            links: components["schemas"]["Link"][];
            title?: string;
        };
        Ledger: {
            as_at: string | null;
            by: string;
            findings: {
                [key: string]: number;
            };
            known_at: number | null;
            rows: components["schemas"]["AccountRow"][];
            total: components["schemas"]["LandAccount"];
            total_rows: number;
            unit: string;
        };
        LedgerEntry: {
            /** @description m2, at most 2 decimals */
            area_m2: number;
            /** @enum {string} */
            basis: "geometric" | "reported" | "estimated";
            contamination: string;
            entry: string;
            geometry: components["schemas"]["Geometry"] | null;
            land_class: string;
            on: string | null;
            reason: string;
            source: string;
            source_label: string | null;
            source_type: string | null;
        };
        LedgerFinding: {
            check: string;
            label: string | null;
            lat: number | null;
            lon: number | null;
            message: string;
            records: string[];
            /** @enum {string} */
            severity: "error" | "warning" | "note";
            type: string;
            values: {
                [key: string]: unknown;
            };
        };
        LedgerFindings: {
            items: components["schemas"]["LedgerFinding"][];
            offset: number;
            total: number;
        };
        LegsRequest: {
            /** @description bearings are magnetic; east positive */
            declination_degrees?: number;
            legs: (string | {
                /** @description degrees */
                bearing: number;
                metres: number;
            })[];
            /** @description bearings are magnetic, measured on that day */
            magnetic_on?: string;
            /** @enum {string} */
            order?: "lat-lon" | "lon-lat";
            /** @description a coordinate in any notation */
            start: string;
        };
        Link: {
            href: string;
            hreflang?: string;
            rel?: string;
            title?: string;
            type?: string;
        };
        LinkRedeemed: {
            name: string;
            password: string;
            token: string;
        };
        Linkage: {
            types: {
                last: components["schemas"]["LinkageRun"] | null;
                people: components["schemas"]["PeopleBehind"] | null;
                /** @description field that a pair proposes to set; null: pairs within the type */
                reference: string | null;
                references: components["schemas"]["ReferencesBehind"] | null;
                /** @description title of the type that it refers to */
                referred: string | null;
                rule: string;
                title: string;
                type: string;
                /** @description the caller sees all records, and is told how many there are */
                whole: boolean;
            }[];
        };
        LinkageRun: {
            /** @description instant */
            at?: string;
            /** @description pairs that shared a block, and were compared */
            candidates: number;
            /** @description of them nearly certain */
            certain: number;
            /** @description records with a name, or another field that identifies */
            compared: number;
            estimated_m: boolean;
            estimated_u: boolean;
            /** @description share of all pairs that are of one person */
            lambda: number;
            /** @description too large to be compared */
            left_out_blocks: number;
            left_out_pairs: number;
            /** @description probability from which a pair is nearly certain */
            link: number;
            /** @description proposed */
            pairs: number;
            records: number;
            /** @description 1 - candidates / all pairs of those compared */
            reduction_ratio: number | null;
            /** @description probability from which it is proposed */
            review: number;
            rounds: number;
            type: string;
        };
        MeasureRequest: {
            geometry: components["schemas"]["Geometry"];
        };
        Measures: {
            /** @description m2, at most 2 decimals */
            area_m2: number | null;
            faults: {
                /** @enum {string} */
                kind: "few_vertices" | "invalid" | "spike" | "repeated_vertex" | "long_leg";
                lat: number | null;
                lon: number | null;
                reason: string;
                /** @description from 1 */
                ring: number;
                value: number;
                /** @description from 1 */
                vertex: number;
            }[];
            /** @description of lines, and of the rings of polygons */
            length_m: number | null;
            valid: boolean;
        };
        MeetingSummary: {
            actions: {
                carried_from: {
                    id: string;
                    label: string;
                } | null;
                /** @description date */
                done_on: string | null;
                /** @description date */
                due_on: string | null;
                id: string;
                outcome: string | null;
                overdue: boolean;
                owner: {
                    id: string;
                    label: string;
                } | null;
                owner_name: string | null;
                session: {
                    id: string;
                    label: string;
                } | null;
                status: string | null;
                text: string | null;
            }[] | null;
            /** @description the short address of its polls and surveys, where it has a public page */
            answers_at: string | null;
            /** @description date */
            ends: string | null;
            format: string | null;
            id: string;
            number: number | null;
            polls: {
                /** @description instant */
                closed_at: string | null;
                id: string;
                /** @description of the code list poll_kind */
                kind: string;
                /** @description different people who answered */
                n: number | null;
                /** @description instant */
                opened_at: string | null;
                options: {
                    count: number | null;
                    /** @description of a ranking: who put it first */
                    first: number | null;
                    id: string;
                    mean_rank: number | null;
                    /** @description per cent of those who answered */
                    share: number | null;
                    text: string;
                }[];
                question: string;
                session: {
                    id: string;
                    label: string;
                } | null;
                /** @enum {string} */
                state: "waiting" | "open" | "closed";
            }[];
            predecessor: {
                id: string;
                label: string;
            } | null;
            public_page: boolean;
            /** @description date */
            registration_closes_on: string | null;
            registration_open: boolean;
            registrations: {
                /** @description different people */
                attended: number;
                by: {
                    category: {
                        attended: number;
                        registered: number;
                        /** @description a code */
                        value: string;
                    }[];
                    country: {
                        attended: number;
                        registered: number;
                        /** @description a code */
                        value: string;
                    }[];
                    mode: {
                        attended: number;
                        registered: number;
                        /** @description a code */
                        value: string;
                    }[];
                    sex: {
                        attended: number;
                        registered: number;
                        /** @description a code */
                        value: string;
                    }[];
                };
                /** @description more than the people, where somebody is in it twice */
                records: number;
                /** @description different people */
                registered: number;
            } | null;
            sessions: {
                /** @description instant */
                ends_at: string | null;
                id: string;
                kind: string | null;
                number: number | null;
                recording_audio: string | null;
                recording_video: string | null;
                room: string | null;
                slides: string | null;
                /** @description roles of speakers that the caller sees */
                speakers: number;
                /** @description instant */
                starts_at: string | null;
                title: string | null;
            }[];
            /** @description date */
            starts: string | null;
            successor: {
                id: string;
                label: string;
            } | null;
            surveys: {
                id: string;
                /** @description takes answers on the public page */
                open: boolean;
                questions: {
                    /** @description the code list of the values */
                    codes: string | null;
                    counts: {
                        count: number;
                        value: string;
                    }[];
                    id: string;
                    /** @description different people who answered */
                    n: number | null;
                    text: string | null;
                }[];
                respondents: number | null;
                /** @description people asked */
                sent: number | null;
                /** @description date */
                sent_on: string | null;
                timing: string | null;
                title: string | null;
            }[];
            theme: string | null;
            title: string | null;
            /** @description hours ahead of UTC */
            utc_offset: number | null;
            venue: string | null;
        };
        Model: {
            code_lists: components["schemas"]["ModelCodeList"][];
            hash: string;
            indicators: {
                code: string;
                id: string;
                title: string;
                unit: string;
            }[];
            language: string;
            languages: string[];
            name: string;
            types: components["schemas"]["ModelType"][];
            version: string;
        };
        ModelCodeList: {
            codes: {
                parent?: string;
                retired?: boolean;
                title: string;
                value: string;
            }[];
            from: {
                edition: string;
                /** @description U: to be checked with the standard */
                mark: string;
                source: string;
                /** @description date */
                valid_from?: string;
                /** @description date */
                valid_to?: string;
            };
            name: string;
            title: string;
        };
        ModelField: {
            /** @enum {string} */
            class: "public" | "partner" | "restricted" | "personal";
            /** @description name of a code list */
            codes?: string;
            /** @description CQL2; worked out from the record, never set */
            computed?: string;
            counts_of?: string;
            currency_field?: string;
            encrypted?: boolean;
            geometry?: string;
            help?: string;
            /** @enum {string} */
            kind: "text" | "integer" | "decimal" | "date" | "time" | "instant" | "boolean" | "code" | "reference" | "area" | "length" | "money" | "geometry" | "attachment" | "lines";
            line_fields?: components["schemas"]["ModelField"][];
            many?: boolean;
            max_length?: number;
            maximum?: number;
            minimum?: number;
            name: string;
            /** @description record type of a reference */
            refers_to?: string;
            required: boolean;
            /** @description CQL2 */
            required_when?: string;
            title: string;
            unique?: boolean;
        };
        ModelRule: {
            /** @description a check in code, where there is no must */
            check?: string;
            code: string;
            field: string;
            from: {
                edition: string;
                /** @description U: to be checked with the standard */
                mark: string;
                source: string;
                /** @description date */
                valid_from?: string;
                /** @description date */
                valid_to?: string;
            };
            hint: string;
            id: string;
            message: string;
            /** @description CQL2: what then holds */
            must?: string;
            /** @enum {string} */
            severity: "error" | "warning" | "note";
            /** @description CQL2: the records the rule speaks of */
            when?: string;
        };
        ModelType: {
            children: {
                by: string;
                name: string;
                title: string;
                type: string;
            }[];
            class: string;
            date_field: string;
            description: string;
            fields: components["schemas"]["ModelField"][];
            from: {
                edition: string;
                /** @description U: to be checked with the standard */
                mark: string;
                source: string;
                /** @description date */
                valid_from?: string;
                /** @description date */
                valid_to?: string;
            };
            geometry_field: string;
            label_field: string;
            name: string;
            organisation_field: string;
            place_field: string;
            plural: string;
            rules: components["schemas"]["ModelRule"][];
            theme: string;
            title: string;
            workflow?: {
                field: string;
                initial: string;
                transitions: {
                    from: string;
                    /** @description a CQL2 condition that must hold of the record */
                    guard?: string;
                    name: string;
                    roles: string[];
                    title: string;
                    to: string;
                }[];
            };
        };
        OpenedPair: {
            /** @enum {string} */
            decision: "open" | "accepted" | "mended" | "waived";
            fields: {
                field: string;
                other: unknown;
                own: unknown;
                /** @description the person does not let it be given to the caller's group */
                withheld: boolean;
            }[];
            opening: components["schemas"]["Opening"];
            pair: {
                /** @description nearly */
                certain: boolean;
                fields: {
                    field: string;
                    /** @enum {string} */
                    level: "missing" | "differ" | "partly" | "near" | "alike" | "same";
                    /** @description field of the referred type, between two types */
                    other?: string;
                    /** @description what it adds to the weight */
                    weight: number;
                }[];
                /** @description probability that they are one person */
                percent: number;
                /** @description log2 of the odds */
                weight: number;
            } | null;
        };
        Opening: {
            answer_group: {
                code: string;
                title: string;
            } | null;
            /** @description of who agreed or refused */
            answer_reason: string | null;
            /** @description instant */
            answered_at: string | null;
            /** @description account; told to the deciding side */
            answered_by: string | null;
            /** @description instant */
            asked_at: string;
            /** @description account; told to the deciding side */
            asked_by: string | null;
            days: number;
            /** @description of the person who ended it */
            end_reason: string | null;
            /** @description instant */
            ended_at: string | null;
            /** @enum {string|null} */
            ended_by: "person" | "time" | "unanswered" | "rights" | null;
            group: {
                code: string;
                title: string;
            } | null;
            groups: {
                code: string;
                title: string;
            }[];
            id: string;
            may_answer: boolean;
            may_end: boolean;
            may_look: boolean;
            reason: string;
            record: {
                id: string;
                label: string;
            };
            /** @enum {string} */
            side: "asking" | "deciding";
            /** @enum {string} */
            state: "asked" | "open" | "refused" | "ended";
            title: string;
            /** @description record type */
            type: string;
            /** @description instant; when it ends by itself, while it stands */
            until: string | null;
        };
        OpeningAnswer: {
            agree: boolean;
            /** @description no more than were asked for */
            days?: number;
            /** @description which of `groups` the caller's organisation belongs to, where any */
            group?: string;
            /** @description why; stays in the log, and is told to who asked. At most 1000 letters, as all reasons here */
            reason?: string;
        };
        OpeningDecision: {
            reason?: string;
            /** @enum {string} */
            state?: "open" | "accepted" | "waived";
        };
        OpeningEnd: {
            reason?: string;
        };
        OpeningList: {
            items: components["schemas"]["Opening"][];
            offset: number;
            total: number;
        };
        OpeningLog: {
            items: {
                /** @description instant */
                at: string;
                /** @description account; tilth where its time was over */
                by: string;
                /** @enum {string|null} */
                ended_by: "person" | "time" | "unanswered" | "rights" | null;
                group: {
                    code: string;
                    title: string;
                } | null;
                /** @description id */
                opening: string;
                /** @description id of the finding */
                pair: string;
                reason: string;
                records: {
                    id: string;
                    label: string;
                }[];
                /** @enum {string} */
                state: "asked" | "open" | "refused" | "ended";
                type: string;
                /** @description instant */
                until: string | null;
                /** @enum {string} */
                what: "asked" | "agreed" | "refused" | "looked" | "ended";
            }[];
            offset: number;
            total: number;
        };
        OpeningRequest: {
            /** @description 1 to 30; 7 unless said */
            days?: number;
            /** @description which of `groups` the caller's organisation belongs to, where any */
            group?: string;
            /** @description why; stays in the log. Name nobody in it */
            reason?: string;
            /** @description id of the caller's own record */
            record?: string;
        };
        Operation: {
            after: {
                [key: string]: unknown;
            };
            /** @description instant */
            at: string | null;
            author: string;
            /** @description operations of one act share it */
            batch: number;
            before: {
                [key: string]: unknown;
            };
            device: string;
            /** @description id of the report whose approval made it */
            from_report?: string;
            /** @enum {string} */
            kind: "create" | "change" | "remove";
            reason: string;
            seq: number;
        };
        Outline: {
            /** @description m2, at most 2 decimals */
            area_m2: number | null;
            closure_error_m: number;
            /** @description the N of 1:N */
            closure_ratio: number | null;
            declination_degrees: number;
            gap: components["schemas"]["Geometry"];
            geometry: components["schemas"]["Geometry"];
            /** @enum {string} */
            north: "true" | "magnetic";
            start: components["schemas"]["Coordinate"];
            walked_m: number;
        };
        PasswordChange: {
            new: string;
            old: string;
        };
        PeopleBehind: {
            contradictions: string[][];
            /** @description pairs that are two people */
            different: number;
            /** @description people, if every open pair is one person */
            fewest: number;
            /** @description people, if no open pair is one person */
            most: number;
            /** @description pairs that nobody decided */
            open: number;
            records: number;
            /** @description pairs that are one person, by decision */
            same: number;
        };
        PersonPairs: {
            items: {
                /** @description id of the finding; /api/findings/{id}/settle decides it */
                id: string;
                pair: {
                    /** @description nearly */
                    certain: boolean;
                    fields: {
                        field: string;
                        /** @enum {string} */
                        level: "missing" | "differ" | "partly" | "near" | "alike" | "same";
                        /** @description field of the referred type, between two types */
                        other?: string;
                        /** @description what it adds to the weight */
                        weight: number;
                    }[];
                    /** @description probability that they are one person */
                    percent: number;
                    /** @description log2 of the odds */
                    weight: number;
                };
                reason: string;
                records: {
                    id: string;
                    label: string;
                    type: string;
                }[];
                settled_by: string;
                /** @enum {string} */
                state: "open" | "accepted" | "mended" | "waived";
            }[];
            offset: number;
            total: number;
        };
        PossibleDuplicates: {
            /** @description for which fields are opened unless said otherwise */
            days: number;
            groups: {
                code: string;
                title: string;
            }[];
            items: {
                /** @description open pairs whose other record the caller may not read */
                count: number;
                record: {
                    id: string;
                    label: string;
                };
            }[];
            most_days: number;
            offset: number;
            /** @description of the caller's own records that have some */
            total: number;
        };
        PriorityScheme: {
            edition: string;
            id: string;
            name: string;
            /** @description date */
            valid_from: string | null;
            /** @description date */
            valid_to: string | null;
        };
        PrioritySchemeList: {
            items: components["schemas"]["PriorityScheme"][];
            /** @description whether the caller sees hazards */
            may_rank: boolean;
        };
        Problem: {
            code: string;
            /** @description what to do about it */
            detail: string;
            instance?: string;
            status: number;
            title: string;
            type: string;
            values: {
                [key: string]: unknown;
            };
        };
        ProblemKind: {
            code: string;
            hint: string;
            status: number;
            title: string;
        };
        ProblemKinds: components["schemas"]["ProblemKind"][];
        Proposal: {
            columns: {
                column: string;
                /** @description 0 to 1 */
                confidence: number;
                examples: string[];
                /** @description empty: none found */
                field: string;
                /** @description what a person should look at */
                remark: string;
                use: string;
            }[];
            /** @description YAML; docs/mapping.md lists its keys */
            profile: string;
            type: string;
        };
        ProposalRequest: {
            encoding?: string;
            layer?: string;
            /** @description record type; without it the one that fits best */
            type?: string;
        };
        Publication: {
            /** @description account; not told to the public */
            by: string | null;
            code: string;
            definition: string;
            edition: string;
            /** @description CQL2 of the indicator and of the publication */
            filter: string;
            indicator: string;
            /** @description counts of 1 to one less are kept back */
            kept_back_below: number;
            /** @enum {string} */
            kind: "counts" | "records";
            /** @description the last operation that it counts */
            known_at: number;
            /** @description by which it is asked for; none for a look */
            number: number | null;
            /** @description record type */
            of: string;
            /** @description empty: all time */
            period: string;
            /** @description instant */
            published_at: string;
            /** @enum {string} */
            reader: "inside" | "partners" | "public";
            rolled_up: {
                /** @enum {string} */
                how: "merged" | "left_out";
                split: string;
            }[];
            source: string;
            split_by: string[];
            title: string;
            unit: string;
        };
        PublicationList: {
            items: components["schemas"]["Publication"][];
        };
        Publish: {
            /** @description CQL2 */
            filter?: string;
            /** @description id or code of a count or sum of people */
            indicator: string;
            /** @description not below what the readers have: 10 public, 5 partners */
            k?: number;
            known_at?: number | null;
            /** @description of records: fewest values of that in a class */
            l?: number;
            /** @description show what would be published and remember nothing */
            look?: boolean;
            period?: string;
            /** @enum {string} */
            reader?: "partners" | "public";
            /** @description records without names instead of counts */
            records?: boolean;
            /** @description of records: largest share that a guess may name */
            risk?: number;
            /** @description merge small places into those they lie in */
            roll_up?: boolean;
            /** @description what a look answered as `seen`: refused if it would be another */
            seen?: string;
            sensitive?: string[];
            split?: string[];
        };
        PublishReport: {
            language?: string;
            /** @description id */
            organisation?: string;
            period?: string;
            /** @description id */
            place?: string;
            /** @enum {string} */
            reader?: "inside" | "partners" | "public";
            /** @description id */
            record?: string;
        };
        PublishedDocument: {
            document: components["schemas"]["ReportDocument"];
            entry: components["schemas"]["PublishedReport"];
        };
        PublishedReport: {
            as_of: {
                node: string;
                /** @description of the log */
                operation: number;
            };
            /** @description account; not told to the public */
            by: string | null;
            id: string;
            language: string;
            parameters: components["schemas"]["ReportParameters"];
            /** @description instant */
            published_at: string;
            /** @enum {string} */
            reader: "inside" | "partners" | "public";
            report: string;
            /** @description of the document, in the log's chain */
            sha256: string;
            title: string;
        };
        PublishedReports: {
            items: components["schemas"]["PublishedReport"][];
        };
        PublishedTable: {
            /** @description earlier tables of the same people */
            audited_with?: number;
            /** @description account; not told to the public */
            by: string | null;
            cells: {
                key: string[];
                /** @description null: kept back */
                value: number | null;
            }[];
            code: string;
            definition: string;
            edition: string;
            exposure?: {
                fewest_values: number;
                records: number;
                risk: number;
                smallest_class: number;
                unique: number;
            };
            /** @description CQL2 of the indicator and of the publication */
            filter: string;
            hxl: string[];
            indicator: string;
            /** @description counts of 1 to one less are kept back */
            kept_back_below: number;
            /** @enum {string} */
            kind: "counts" | "records";
            /** @description the last operation that it counts */
            known_at: number;
            /** @description by which it is asked for; none for a look */
            number: number | null;
            /** @description record type */
            of: string;
            /** @description of those, of another state of knowledge */
            other_states?: number;
            /** @description empty: all time */
            period: string;
            /** @description instant */
            published_at: string;
            /** @enum {string} */
            reader: "inside" | "partners" | "public";
            records?: {
                l: number;
                risk: number;
            };
            rolled_up: {
                /** @enum {string} */
                how: "merged" | "left_out";
                split: string;
            }[];
            /** @description of a look: given to publish, nothing else than what was looked at is published */
            seen?: string;
            source: string;
            split_by: string[];
            title: string;
            unit: string;
            /** @description even the total is too small, or too near an earlier one */
            withheld?: boolean;
        };
        QualityScore: {
            /** @description 0 to 1; null: nothing to compare with */
            accuracy: number | null;
            /** @description 0 to 1; null: nothing to compare with */
            completeness: number | null;
            /** @description 0 to 1; null: nothing to compare with */
            consistency: number | null;
            label: string | null;
            /** @description 0 to 1; null: nothing to compare with */
            minimum: number | null;
            /** @description id; * for all, empty where records name none */
            organisation: string;
            /** @description of the dimensions that are there */
            partial_score: number | null;
            records: number;
            /** @description 0 to 1; null: nothing to compare with */
            score: number | null;
            /** @description 0 to 1; null: nothing to compare with */
            timeliness: number | null;
            type: string;
            /** @description 0 to 1; null: nothing to compare with */
            uniqueness: number | null;
            /** @description 0 to 1; null: nothing to compare with */
            validity: number | null;
        };
        QualityScores: {
            checks: {
                /** @description instant */
                at: string;
                rows: components["schemas"]["QualityScore"][];
                seq: number;
            }[];
        };
        RankMove: {
            after: number;
            before: number;
            /** @description id */
            hazard: string;
            label: string;
        };
        RankedHazard: {
            /** @description id */
            hazard: string;
            label: string;
            /** @description whatever the unknown is */
            least: number;
            /** @description whatever the unknown is */
            most: number;
            /** @description the record has a shape */
            on_map: boolean;
            parts: {
                [key: string]: number | null;
            };
            rank: number;
            /** @description by the scheme's own weights */
            scheme_rank: number;
            /** @description of 100; null where it is not known */
            score: number | null;
        };
        Ranking: {
            /** @description the last operation that it knows */
            as_of: number;
            changes: {
                changes: components["schemas"]["RankMove"][];
                criterion: string;
                /** @description by which its weight is moved */
                percent: number;
            }[];
            criteria: components["schemas"]["RankingCriterion"][];
            edition: string;
            gate_reason: string | null;
            /** @description that have a rank: not closed, not waiting */
            hazards: number;
            /** @description of the scheme */
            id: string;
            moved: components["schemas"]["RankMove"][];
            /** @description made of less than the whole: this caller does not see all of it */
            partial: boolean;
            ranks: components["schemas"]["RankedHazard"][];
            scheme: string;
            /** @description changes are told of who is among so many, before or after */
            top: number;
            waiting: {
                /** @description id */
                hazard: string;
                label: string;
            }[];
            /** @description held back by the do-no-harm gate */
            waiting_count: number;
        };
        RankingCriterion: {
            /** @enum {string} */
            direction: "benefit" | "cost";
            /** @description it reads what the caller may not see: not known of any hazard */
            hidden: boolean;
            least: number | null;
            most: number | null;
            name: string;
            /** @enum {string} */
            transform: "minmax" | "fixed" | "step";
            /** @description used here, as a share of all */
            tried: number;
            /** @description ranked hazards of which it is not known */
            unknown: number;
            /** @description CQL2 of a hazard */
            value: string;
            /** @description of the scheme, as a share of all */
            weight: number;
        };
        RecordFindings: {
            items: components["schemas"]["Finding"][];
        };
        RecordHistory: {
            id: string;
            operations: components["schemas"]["Operation"][];
            type: string;
        };
        RecordLinks: {
            id: string;
            label: string;
            referred_by: {
                count: number;
                field: string;
                items: {
                    id: string;
                    label: string;
                }[];
                type: string;
            }[];
            refers_to: {
                field: string;
                id: string;
                label: string;
                type: string;
            }[];
            type: string;
        };
        RecordTransitions: {
            id: string;
            /** @description operation that made this state */
            seq: number;
            state: string | null;
            steps: components["schemas"]["WorkflowStep"][];
            type: string;
            /** @description reported, and not yet approved: it counts nowhere */
            unverified: boolean;
        };
        ReferencesBehind: {
            /** @description pairs that are two people */
            different: number;
            /** @description pairs that nobody decided */
            open: number;
            /** @description of the referred type, that the rule speaks of */
            others: number;
            /** @description of the type, that the rule speaks of */
            records: number;
            /** @description pairs that are one person, by decision */
            same: number;
            /** @description of them, which no record of the rule names */
            unreferred: number;
            /** @description of them, whose reference is empty */
            without: number;
        };
        Repair: {
            after: {
                [key: string]: unknown;
            };
            before: {
                [key: string]: unknown;
            };
            dry_run: boolean;
            label: string;
            record: string;
            seq?: number;
            /** @description the record has changed since the check saw it: it cannot be applied */
            stale: boolean;
            type: string;
        };
        RepairRequest: {
            dry_run?: boolean;
            reason?: string;
        };
        ReportCell: {
            /** @description number of its passport */
            figure?: number;
            /** @description 0 to 5: how far up the scale */
            heat?: number | null;
            record?: {
                id: string;
                type: string;
            };
            text: string;
            /** @description number or truth */
            value?: unknown;
        };
        ReportChanges: {
            differing: {
                cell: {
                    split: string;
                    title: string;
                    value: string;
                    words: string;
                }[];
                code: string;
                difference: number | null;
                name: string;
                period: string;
                published: {
                    text: string;
                    value: number | null;
                };
                title: string;
                today: {
                    text: string;
                    value: number | null;
                };
                unit: string;
            }[];
            published_as_of: {
                node: string;
                /** @description of the log */
                operation: number;
            };
            /** @description figures that are as they were */
            same: number;
            today_as_of: {
                node: string;
                /** @description of the log */
                operation: number;
            };
        };
        ReportDefinition: {
            /** @description the type of its one record; empty: none */
            about: string;
            about_words: string;
            code: string;
            description: string;
            name: string;
            narrowed_by: ("place" | "organisation")[];
            /** @enum {string} */
            period: "year" | "month" | "any" | "none";
            source: string;
            title: string;
            /** @description to be checked with the standard */
            to_check: boolean;
        };
        ReportDocument: {
            as_of: {
                node: string;
                /** @description of the log */
                operation: number;
            };
            code?: string;
            description: string;
            /** @enum {string} */
            direction: "ltr" | "rtl";
            edition?: string;
            figures: components["schemas"]["ReportFigure"][];
            language: string;
            /** @description instant */
            made_at: string;
            /** @description SHA-256 in hex */
            model?: string;
            notices: string[];
            parameters: components["schemas"]["ReportParameters"];
            /** @description version */
            program?: string;
            programme: string;
            /** @enum {string} */
            reader: "inside" | "partners" | "public";
            report: string;
            sections: {
                id: string;
                parts: components["schemas"]["ReportPart"][];
                title: string;
            }[];
            source?: string;
            title: string;
            to_check?: boolean;
            words: {
                [key: string]: string;
            };
        };
        ReportFigure: {
            about_people?: boolean;
            as_of: {
                node: string;
                /** @description of the log */
                operation: number;
            };
            cell: {
                split: string;
                title: string;
                value: string;
                words: string;
            }[];
            code: string;
            data_quality?: {
                checked_at: number;
                open_errors: number;
                open_warnings: number;
            } | null;
            definition: string;
            edition?: string;
            from?: string | null;
            indicator: string;
            known_then?: boolean;
            lower?: number | null;
            more_than?: number | null;
            n: number | null;
            n_missing: number | null;
            /** @description the same figure has the same name in every edition of the report */
            name: string;
            partial?: boolean;
            period: string;
            reason_if_null?: string | null;
            reason_text: string | null;
            records: {
                /** @description CQL2 */
                filter: string;
                type: string;
            } | null;
            /** @description records that people decided are of somebody who has one already; the figure counts them */
            second_records?: number | null;
            shares?: components["schemas"]["GroupShares"] | null;
            source: string;
            /** @description of the shares, in words */
            test?: string | null;
            text: string;
            title: string;
            to?: string | null;
            to_check?: boolean;
            unit: string;
            upper?: number | null;
            value: number | null;
            warnings?: string[];
        };
        ReportList: {
            items: components["schemas"]["ReportDefinition"][];
        };
        ReportParameters: {
            known_at?: number;
            organisation?: {
                id: string;
                words: string;
            };
            period?: {
                from: string;
                to: string;
                words: string;
            };
            place?: {
                id: string;
                words: string;
            };
            record?: {
                id: string;
                type: string;
                type_words: string;
                words: string;
            };
        };
        ReportPart: {
            areas?: {
                text: string;
                title: string;
                value: number | null;
            }[];
            axes?: {
                text: string;
                text_x: number;
                text_y: number;
                x: number;
                y: number;
            }[];
            bars?: {
                figure: number;
                text: string | null;
                title: string;
                value: number | null;
            }[];
            columns?: {
                number: boolean;
                title: string;
            }[];
            height?: number;
            /** @enum {string} */
            kind: "text" | "facts" | "records" | "table" | "chart" | "map" | "radar" | "signatures";
            legend?: {
                role: string;
                words: string;
            }[];
            lines?: unknown[];
            notes?: string[];
            pieces?: components["schemas"]["ReportCell"][];
            rings?: string[];
            rows?: unknown[];
            scale?: {
                length: number;
                words: string;
            } | null;
            shapes?: {
                circle?: {
                    radius: number;
                    x: number;
                    y: number;
                };
                /** @description of a circle: number of its passport */
                figure?: number;
                label: string;
                /** @description as of SVG */
                path: string;
                points: number[][];
                record?: {
                    id: string;
                    type: string;
                };
                /** @enum {string} */
                role: "danger" | "work" | "released" | "closed" | "place" | "point" | "amount";
            }[];
            sums?: components["schemas"]["ReportCell"][];
            title?: string;
            total_rows?: number | null;
            /** @description of records */
            type?: string;
            unit?: string;
            /** @description of the map's or radar's sheet */
            width?: number;
        };
        SamplingAnswer: {
            /** @description chance, at the acceptance quality limit */
            accepts_at_level?: number;
            /** @description chance, with so many faulty in it */
            accepts_this_lot?: number;
            /** @description that may still be bad where none was found */
            bad_share_at_most?: number;
            before_rounding?: number;
            /** @description the same by the usual formula */
            by_formula?: number;
            intra_cluster?: {
                clusters: number;
                design_effect: number;
                rho: number;
                size: number;
            };
            /** @description share that is accepted only once in ten */
            limiting_quality?: number;
            /** @description chance that no bad plot is in the sample */
            lot_passes?: number;
            lqas?: {
                /** @description the area passes with so many or more */
                pass: number;
                /** @description people of each area */
                sample: number;
                /** @description chance */
                wrongly_failed: number;
                /** @description chance */
                wrongly_passed: number;
            } | null;
            notes: ("finds_a_process" | "one_found_rejects")[];
            /** @description chance that land with so many items left passes */
            passes?: number;
            plan?: {
                /** @description with so many faulty or fewer */
                accept: number;
                /** @description the sample is as large as the lot */
                everything: boolean;
                letter: string;
                /** @description with so many faulty or more */
                reject: number;
                sample: number;
            };
            /** @description plots to inspect; null where there is nothing to find */
            sample?: number | null;
            /** @description to inspect of a lot too large to count */
            sample_of_many?: number;
            /** @description of the land to search again; null where all of it is too little */
            share?: number | null;
            survey?: {
                /** @description with those who do not answer */
                asked: number;
                /** @description in clusters */
                clustered: number;
                design_effect: number;
                /** @description of this population */
                finite: number;
                /** @description rounded up */
                people: number;
                /** @description people of a simple sample */
                simple: number;
            };
        };
        SelfReliance: {
            not_recorded: {
                aspect: string;
                words: string;
            }[];
            profile: components["schemas"]["SelfRelianceProfile"] | null;
            year: number | null;
            years: components["schemas"]["SelfRelianceProfile"][];
        };
        SelfRelianceProfile: {
            arithmetic: number | null;
            /** @description 0 as soon as one share is 0 */
            geometric: number | null;
            /** @description shares that the means speak of */
            known: number;
            minimum: number | null;
            shares: {
                aspect: string;
                id: string;
                national: number;
                reason_text: string | null;
                share: number | null;
                source: string;
                total: number;
                unit: string;
                words: string;
            }[];
            /** @description aspect */
            weakest: string | null;
            year: number;
        };
        Session: {
            account: string;
            /** @description goes into X-CSRF-Token of every write */
            csrf: string;
            /** @description there is no account yet */
            first_run: boolean;
            language: string;
            name: string;
            programme: {
                languages: string[];
                name: string;
                title: string;
            };
            rights: {
                administer: boolean;
                highest_class: string;
                manage: boolean;
                /** @description grants narrow the rows */
                narrowed: boolean;
                read: boolean;
                review: boolean;
                write: boolean;
            };
            role: string;
        };
        Settings: {
            base_maps: {
                attribution: string;
                bounds?: number[];
                /** @enum {string} */
                kind: "xyz" | "vector";
                max_zoom?: number;
                min_zoom?: number;
                name: string;
                /** @description with {z}, {x} and {y} for xyz */
                url: string;
            }[];
            /** @description instant */
            changed: string | null;
            /** @description account; not told to the public */
            changed_by: string | null;
            community: {
                /** @description people without an account may report and ask */
                open: boolean;
                /** @description whom to call; empty: nobody */
                telephone: string;
            };
            languages: string[];
            /** @description people without an account read agendas and register */
            meeting_pages: boolean;
            /** @description people without an account see what is of class public */
            public_view: boolean;
            title: string;
        };
        SettingsRequest: {
            base_maps?: {
                attribution?: string;
                bounds?: number[];
                /** @enum {string} */
                kind?: "xyz" | "vector";
                max_zoom?: number;
                min_zoom?: number;
                name: string;
                /** @description with {z}, {x} and {y} for xyz */
                url: string;
            }[];
            community?: {
                /** @description people without an account may report and ask */
                open: boolean;
                /** @description whom to call; empty: nobody */
                telephone: string;
            };
            languages?: string[];
            meeting_pages?: boolean;
            public_view?: boolean;
            title?: string;
        };
        SettleRequest: {
            /** @description account; null takes the assignment back */
            assigned_to?: string | null;
            /** @description why; a waiver needs one */
            reason?: string;
            /** @enum {string} */
            state?: "open" | "accepted" | "waived";
        };
        StartedCheck: {
            /** @description id; /api/jobs/{job} shows it */
            job: string;
        };
        StartedExport: {
            /** @description id of the file, once the job is done */
            export: string;
            job: string;
        };
        StartedJob: {
            /** @description id; /api/jobs/{job} shows it */
            job: string;
        };
        StartedLinkage: {
            /** @description id; /api/jobs/{job} shows it */
            job: string;
        };
        TableRows: {
            fields: string[];
            labels: {
                [key: string]: string;
            };
            offset: number;
            rows: unknown[][];
            /** @description the last operation when this was read */
            seq: number;
            /** @description records that the filter holds */
            total: number;
            type: string;
        };
        TextMessage: {
            /** @description number to answer to; kept encrypted */
            from: string;
            /** @description the gateway's name for it: sent again it is the same message */
            id?: string;
            language?: string;
            place?: string;
            text: string;
            topic?: string;
        };
        TileMatrixSet: {
            [key: string]: unknown;
        };
        TileMatrixSets: {
            [key: string]: unknown;
        };
        TileSet: {
            [key: string]: unknown;
        };
        TileSets: {
            [key: string]: unknown;
        };
        TransitionRequest: {
            reason?: string;
            /** @description the state that was seen */
            seq?: number;
            transition: string;
        };
        UndoAnswer: {
            batch: string;
            count: number;
            seq: number;
        };
        Upload: {
            /** @description instant */
            at: string;
            has_rejects: boolean;
            name: string;
            tables: components["schemas"]["UploadTable"][];
            upload: string;
        };
        UploadList: {
            items: components["schemas"]["Upload"][];
        };
        UploadTable: {
            columns: {
                header: string;
                name: string;
                type: string;
            }[];
            crs: string;
            encoding: string;
            has_geometry: boolean;
            layer: string;
            notes: string[];
            rows: string[][];
        };
        WorkflowStep: {
            allowed: boolean;
            errors: {
                message: string;
                place: string;
                rule: string;
            }[];
            guard_holds: boolean;
            name: string;
            needs_reason: boolean;
            role_may: boolean;
            roles: string[];
            title: string;
            to: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    application: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The web application. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What this server answers, as OpenAPI 3.0. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.oai.openapi+json;version=3.0": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accounts"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Makes an account; the answer holds its one-time link. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disables an account: its sessions end, its name stays taken. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Changes role, organisation, grants, class, language; what is not named stays. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Voids the password and makes a one-time link. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssessments: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Assessments with their scores, the latest first, and the instruments they answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssessment: {
        parameters: {
            query?: {
                /** @description an earlier one of the same edition; without it the latest such */
                compare?: string;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description local id or id */
                assessment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One assessment: answers, scores, progress within its edition, agreement, what comes next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assessment"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Keep a file; a record holds it by its SHA-256 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SHA-256 in hex */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBaseMaps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files of tiles that lie beside the programme */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseMapFiles"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addBaseMap: {
        parameters: {
            query?: {
                /** @description the file's name with its ending */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Add MBTiles, or a GeoTIFF (COG) that becomes tiles; a job */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedJob"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeBaseMap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the map */
                map: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove the file */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBaseMapTile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the map */
                map: string;
                /** @description zoom level */
                z: string;
                /** @description column from the west */
                x: string;
                /** @description row from the north */
                y: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tile; a clear one where the file has none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description as a bulk edit or an undo names it */
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a batch back by new operations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoAnswer"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            /** @description Change many records at once, or show what would change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Check the whole programme; a job */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedCheck"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    community: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the community door shows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Community"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    messageAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommunityReference"];
            };
        };
        responses: {
            /** @description The answer to a reference. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunityAnswer"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeGatewayKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A new key for the gateway of text messages; the one before is void. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayKey"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommunityMessage"];
            };
        };
        responses: {
            /** @description Reports a find or sends a message; a find becomes a spot task and an indication. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunityTaken"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendTextMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextMessage"];
            };
        };
        responses: {
            /** @description The same for a gateway of text messages, with its key as Bearer token. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunityTaken"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getComparison: {
        parameters: {
            query?: {
                /** @description who said yes of those asked: 7/40 */
                share?: string;
                /** @description who said yes of those asked in the first round: 168/400 */
                before?: string;
                /** @description the same in the second round, of other people: 252/420 */
                after?: string;
                /** @description by which clusters widen the interval, 1 unless said */
                "design-effect"?: string;
                /** @description the first round of a group that had no activity: 86/200 */
                "comparison-before"?: string;
                /** @description the second round of that group: 97/210 */
                "comparison-after"?: string;
                /** @description of people asked twice, those who came to say yes */
                gained?: string;
                /** @description of people asked twice, those who no longer say it */
                lost?: string;
                /** @description people asked twice */
                pairs?: string;
                /** @description chances of several outcomes of one survey, to correct together: 0.004,0.03,0.041 */
                p?: string;
                /** @description events in so much time, land or so many people: 12/24 */
                first?: string;
                /** @description events in as many units of the same kind elsewhere or at another time: 5/12 */
                second?: string;
                /** @description people of each option of a rating, the worst first: 3,5,12,40,40 */
                answers?: string;
                /** @description best options that count together, 2 unless said */
                top?: string;
                /** @description people who could have answered the rating */
                attended?: string;
                /** @description people, asked and yes of each part of a population: 1200/120/74,2600/100/48 */
                strata?: string;
                /** @description people asked by two features, rows apart by a semicolon: 30,20;25,25 */
                table?: string;
                /** @description people there are in each row: 500,500 */
                rows?: string;
                /** @description people there are in each column: 600,400 */
                columns?: string;
                /** @description figures of one kind, to find those far from the rest: 31,28,33,30,95 */
                values?: string;
                /** @description how sure to be, 0.95 unless said */
                confidence?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether answers, rates or values differ by more than chance, and what a sample says of all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonAnswer"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCoordinate: {
        parameters: {
            query: {
                /** @description a coordinate as it was written */
                text: string;
                /** @description which value comes first */
                order?: "lat-lon" | "lon-lat";
                /** @description write it in this system too, such as EPSG:32636 */
                crs?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a coordinate in any notation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coordinate"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDashboards: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Own and shared dashboards */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DashboardList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DashboardRequest"];
            };
        };
        responses: {
            /** @description Save a dashboard */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the dashboard */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One dashboard */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the dashboard */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DashboardRequest"];
            };
        };
        responses: {
            /** @description Change a dashboard */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the dashboard */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a dashboard */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description sequence to start after; without it from now on */
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: {seq, types} when data change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            /** @description Write records to a file; a job */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedExport"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the export */
                export: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file of an export that is done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFindings: {
        parameters: {
            query?: {
                /** @description error, warning, note; several apart by commas */
                severity?: string;
                /** @description id of a rule; several apart by commas */
                rule?: string;
                /** @description id; several apart by commas */
                organisation?: string;
                /** @description id; several apart by commas */
                place?: string;
                /** @description open (the default), accepted, mended, waived; several apart by commas */
                state?: string;
                /** @description record type; several apart by commas */
                type?: string;
                /** @description account */
                "assigned-to"?: string;
                /** @description id of a record that it is about */
                record?: string;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
                /** @description how many to pass over */
                offset?: number;
                /** @description how many to give */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings, with how many of each group */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFinding: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the finding */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One finding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    repairFinding: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the finding */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepairRequest"];
            };
        };
        responses: {
            /** @description Apply the proposed repair, or show it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repair"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settleFinding: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the finding */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleRequest"];
            };
        };
        responses: {
            /** @description Accept, waive with a reason, open again, or assign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHelp: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pages of the help */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHelpPage: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description name of the page, such as commands-import */
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the help, as HTML */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpPage"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHome: {
        parameters: {
            query?: {
                /** @description sequence of the last visit: what changed since then */
                since?: number;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the programme stands, in one answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One's own uploads */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendImport: {
        parameters: {
            query: {
                /** @description the file's name with its ending */
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Send a file; the answer shows its tables */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the upload */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One upload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the upload */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove an upload */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the upload */
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRequest"];
            };
        };
        responses: {
            /** @description What the import would do; a job that changes nothing */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedJob"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the upload */
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalRequest"];
            };
        };
        responses: {
            /** @description A first mapping, for a person to look through */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRejects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the upload */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows that were rejected, with reasons */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the upload */
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRequest"];
            };
        };
        responses: {
            /** @description Import; a job */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedJob"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIndicators: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The library: definitions, splits and sources */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIndicator: {
        parameters: {
            query?: {
                /** @description 2024, 2024-03 or 2020..2024; without it all time */
                period?: string;
                /** @description properties that the indicator allows, year or month; several apart by commas */
                split?: string;
                /** @description another period, worked out beside it */
                compare?: string;
                /** @description which records, in CQL2 */
                filter?: string;
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
                /** @description format of the answer; hxl: a CSV with a row of HXL tags */
                f?: "json" | "csv" | "hxl" | "xlsx";
                /** @description inside: a file about people stays inside; without it such a file is refused */
                reader?: "inside";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id or code of the indicator */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An indicator's value with its passport; as JSON, CSV or a workbook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorTable"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One's own jobs, the newest first; those of everybody for managers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Jobs"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where a job is, or how it ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Asks a job to stop; it rolls back what it did. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job at each change, as server-sent events named job, until it is over. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLedger: {
        parameters: {
            query?: {
                /** @description rows of the table */
                by?: "year" | "hazard" | "place" | "province" | "organisation" | "contamination" | "land_class" | "class";
                /** @description the account as at a date: 2024, 2024-06 or 2024-06-30 */
                "as-at"?: string;
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
                /** @description only this hazard, by id */
                hazard?: string;
                /** @description only this place, by id */
                place?: string;
                /** @description only this province, by id */
                province?: string;
                /** @description only what this organisation recorded or released, by id */
                organisation?: string;
                /** @description only this contamination, by code */
                contamination?: string;
                /** @description only this class of land, by code */
                land_class?: string;
                /** @description label, remaining, released or a kind of entry; - before it goes down */
                sortby?: string;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
                /** @description how many to pass over */
                offset?: number;
                /** @description how many to give */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The land-release account by year, hazard, place, province, organisation, contamination or class */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledger"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLedgerFindings: {
        parameters: {
            query?: {
                /** @description double_release, area_mismatch, ...; several apart by commas */
                check?: string;
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
                /** @description how many to pass over */
                offset?: number;
                /** @description how many to give */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Land released twice, figures that differ, products outside their hazard */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerFindings"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHazardLedger: {
        parameters: {
            query?: {
                /** @description the account as at a date: 2024, 2024-06 or 2024-06-30 */
                "as-at"?: string;
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the hazard */
                hazard: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One hazard's entries with their outlines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HazardLedger"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    walkLegs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LegsRequest"];
            };
        };
        responses: {
            /** @description An outline from a start, bearings and distances, with its closure error */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outline"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLinkage: {
        parameters: {
            query?: {
                /** @description false: without `people` and `references`, which are counted over all records */
                counts?: boolean;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Record types whose people can be looked through, and how many people there are */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Linkage"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startLinkage: {
        parameters: {
            query?: {
                /** @description a reference of the type: what it should name; without it, pairs within the type */
                reference?: string;
            };
            header?: never;
            path: {
                /** @description record type */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Look for records of one person; a job */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedLinkage"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPossibleDuplicates: {
        parameters: {
            query?: {
                /** @description how many to pass over */
                offset?: number;
                /** @description how many to give */
                limit?: number;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description record type */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Own records that may be of a person of whom others have a record, and how many */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PossibleDuplicates"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askToOpenPair: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description record type */
                type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpeningRequest"];
            };
        };
        responses: {
            /** @description Ask that the compared fields of a record's possible duplicates be opened */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedOpenings"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPersonPairs: {
        parameters: {
            query?: {
                /** @description a reference of the type: what it should name; without it, pairs within the type */
                reference?: string;
                /** @description open (the default), accepted: one person, waived: two people, mended; several apart by commas */
                state?: string;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
                /** @description how many to pass over */
                offset?: number;
                /** @description how many to give */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description record type */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pairs of records that may be of one person, the likeliest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPairs"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    measure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeasureRequest"];
            };
        };
        responses: {
            /** @description Area, length, validity and faults of a shape */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Measures"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeeting: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the meeting */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A meeting with its agenda, counts of people, polls, surveys and actions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingSummary"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    carryOver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the meeting that they come from */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarryOverRequest"];
            };
        };
        responses: {
            /** @description Take the open actions into the next meeting, or say how many would go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarryOver"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerCodes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the meeting */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerCodesRequest"];
            };
        };
        responses: {
            /** @description Codes to hand out: each answers a poll or a survey once; the same number is the same code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerCodes"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Record types, code lists, rules and workflows that the caller may see */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenings: {
        parameters: {
            query?: {
                /** @description how many to pass over */
                offset?: number;
                /** @description how many to give */
                limit?: number;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Openings that concern the caller, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpeningList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpeningLog: {
        parameters: {
            query?: {
                /** @description how many to pass over */
                offset?: number;
                /** @description how many to give */
                limit?: number;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who asked, agreed, refused, looked and ended, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpeningLog"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpening: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the opening */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One opening */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opening"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerOpening: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the opening */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpeningAnswer"];
            };
        };
        responses: {
            /** @description Agree or refuse, as the second person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opening"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endOpening: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the opening */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpeningEnd"];
            };
        };
        responses: {
            /** @description Take the request back, or end what stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opening"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookIntoOpening: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the opening */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpeningEnd"];
            };
        };
        responses: {
            /** @description The compared fields of both records, side by side; each look stands in the log */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedPair"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settleOpenedPair: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description id of the opening */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpeningDecision"];
            };
        };
        responses: {
            /** @description Say whether the two records are of one person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opening"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPriorities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Priority schemes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrioritySchemeList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRanking: {
        parameters: {
            query?: {
                /** @description tried instead of the scheme's own: a number a criterion, with commas between */
                weights?: string;
                /** @description so many ranks */
                limit?: number;
                /** @description changes are told of who is among so many */
                top?: number;
                /** @description by how many per cent each weight is moved, up and down */
                change?: number;
            };
            header?: never;
            path: {
                /** @description name or id */
                scheme: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Hazards in the order of a priority scheme, and what a change of each weight does to it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ranking"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublications: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Published tables about people, of those made for such a reader, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicationList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishFigure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publish"];
            };
        };
        responses: {
            /** @description A count of people through the disclosure gate: looked at, or remembered for others to read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedTable"];
                };
            };
            /** @description A count of people through the disclosure gate: looked at, or remembered for others to read */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedTable"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublication: {
        parameters: {
            query?: {
                /** @description format of the answer */
                f?: "json" | "csv" | "hxl" | "xlsx";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description number of the publication */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A published table as it was, as JSON, CSV, CSV with HXL tags or a workbook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedTable"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublishedReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Published reports, of those made for such a reader, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedReports"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublishedReport: {
        parameters: {
            query?: {
                /** @description the document, a page, pages for paper, or a workbook */
                f?: "json" | "html" | "pdf" | "xlsx";
            };
            header?: never;
            path: {
                /** @description id of the published report */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A published report as it was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedDocument"];
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReportChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the published report */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which figures of a published report are others today */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportChanges"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQualityScores: {
        parameters: {
            query?: {
                /** @description only this record type */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Data quality by record type and organisation, at each check */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityScores"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkDraft: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftRequest"];
            };
        };
        responses: {
            /** @description Check a record before it is saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftFindings"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordFindings: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description record type */
                type: string;
                /** @description id of the record */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings about a record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordFindings"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description record type */
                type: string;
                /** @description id of the record */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every change of a record: who, when, why, before and after */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordHistory"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordLinks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description record type */
                type: string;
                /** @description id of the record */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a record refers to, and what refers to it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordLinks"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordTransitions: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description record type */
                type: string;
                /** @description id of the record */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where a record stands in its workflow, and the steps from there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordTransitions"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeRecordTransition: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description record type */
                type: string;
                /** @description id of the record */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransitionRequest"];
            };
        };
        responses: {
            /** @description Take a step of the workflow */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordTransitions"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReports: {
        parameters: {
            query?: {
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reports of the model and what each takes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportList"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReport: {
        parameters: {
            query?: {
                /** @description 2024, 2024-03 or 2020..2024; without it the last whole one */
                period?: string;
                /** @description only this place and all within it, by id */
                place?: string;
                /** @description only this organisation, by id */
                organisation?: string;
                /** @description the record it is about, by id */
                record?: string;
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
                /** @description the document, a page, pages for paper, or a workbook */
                f?: "json" | "html" | "pdf" | "xlsx";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description name of the report */
                report: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One report, worked out for who asks, with the passport of every figure */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportDocument"];
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description name of the report */
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishReport"];
            };
        };
        responses: {
            /** @description Keep the report as it is now; figures about people for others pass the disclosure gate */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedReport"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSampling: {
        parameters: {
            query?: {
                /** @description of the land searched again: how likely it passes */
                share?: number;
                /** @description chance that it may pass: which share to search again */
                risk?: number;
                /** @description items left in the ground, 5 unless said */
                left?: number;
                /** @description chance that the search finds an item that is there, 0.9 unless said */
                sensitivity?: number;
                /** @description in the lot */
                plots?: number;
                /** @description of them with an item left; of a lot of work, faulty */
                bad?: number;
                /** @description of them inspected; without it the smallest that holds a bad one */
                sample?: number;
                /** @description of a lot too large to count: how many to inspect */
                "bad-share"?: number;
                /** @description so many inspected and none bad: what may still be */
                "none-of"?: number;
                /** @description how sure to be, 0.95 unless said */
                confidence?: number;
                /** @description pieces of work, with aql */
                lot?: number;
                /** @description acceptance quality limit in percent (ISO 2859-1, level II) */
                aql?: number;
                /** @description the share of a good area and that of a bad one: 0.8,0.5 */
                lqas?: string;
                /** @description how many people a survey must ask */
                survey?: boolean;
                /** @description share that the survey expects, 0.5 unless said */
                expected?: number;
                /** @description half the width of its interval, 0.05 unless said */
                margin?: number;
                /** @description people to choose from; without it there are many */
                population?: number;
                /** @description people asked in each cluster, 1 unless said */
                "cluster-size"?: number;
                /** @description correlation within a cluster, 0 unless said */
                rho?: number;
                /** @description how many said yes in each cluster of an earlier survey: 8,12,5 */
                "cluster-yes"?: string;
                /** @description share of those asked who answer, 1 unless said */
                response?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a sample of land, plots, work or people can say, and how large it must be */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SamplingAnswer"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSelfReliance: {
        parameters: {
            query?: {
                /** @description without it the latest that has shares */
                year?: number;
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The self-reliance profile of a year, and of all years */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfReliance"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in, and what they may do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Signs in: the answer sets the session's cookie. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends the session. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeemLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkRedeemed"];
            };
        };
        responses: {
            /** @description Redeems a one-time link: the first administrator's, or one that an administrator made. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changes one's own password; all other sessions end. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Title, languages, base maps, public view, community door, pages of meetings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsRequest"];
            };
        };
        responses: {
            /** @description Change the settings that the body names */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTable: {
        parameters: {
            query?: {
                /** @description which records, in CQL2 */
                filter?: string;
                /** @description how the filter is written */
                "filter-lang"?: "cql2-text" | "cql2-json";
                /** @description fields, each with - before it to go down: -reported_on,local_id */
                sortby?: string;
                /** @description columns; without it all but shapes and lines */
                fields?: string;
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
                /** @description how many to pass over */
                offset?: number;
                /** @description how many to give */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description record type */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rows of a table: any part of it, filtered and sorted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TableRows"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportTable: {
        parameters: {
            query: {
                /** @description which records, in CQL2 */
                filter?: string;
                /** @description how the filter is written */
                "filter-lang"?: "cql2-text" | "cql2-json";
                /** @description fields, each with - before it to go down: -reported_on,local_id */
                sortby?: string;
                /** @description columns; without it all but shapes and lines */
                fields?: string;
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
                /** @description of the file */
                format: "csv" | "xlsx" | "geojson" | "gpkg" | "kml";
                /** @description a row of HXL tags under the headers of a csv or xlsx file */
                hxl?: boolean;
            };
            header?: never;
            path: {
                /** @description record type */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a table shows, as a file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    communityPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was released, the messages, and a form to write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What was released, the messages, and a form to write. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    communityForm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The form: a page with the reference. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form: a page with the reference. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form: a page with the reference. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form: a page with the reference. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form: a page with the reference. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    communityAnswerPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer to a reference, as a page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The answer to a reference, as a page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The answer to a reference, as a page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The answer to a reference, as a page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The answer to a reference, as a page. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    communityReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the published report */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A report that was published for everybody, as a page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description A report that was published for everybody, as a page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server lives. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server can answer: its store can be read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    meetingsPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Meetings that have a public page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Meetings that have a public page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agendaPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agenda of a meeting. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The agenda of a meeting. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answersPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Polls and surveys that take answers, and the form for a code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Polls and surveys that take answers, and the form for a code. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Exchanges a code, or the reference of a registration, for a ticket in a cookie. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Exchanges a code, or the reference of a registration, for a ticket in a cookie. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Exchanges a code, or the reference of a registration, for a ticket in a cookie. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Exchanges a code, or the reference of a registration, for a ticket in a cookie. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Exchanges a code, or the reference of a registration, for a ticket in a cookie. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pollPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
                /** @description id of the record */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The form of an open poll; of a closed one its results. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form of an open poll; of a closed one its results. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form of an open poll; of a closed one its results. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pollAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
                /** @description id of the record */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes an answer: one a ticket. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Takes an answer: one a ticket. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Takes an answer: one a ticket. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Takes an answer: one a ticket. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Takes an answer: one a ticket. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The form to register. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form to register. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerForMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Registers: a page with the reference. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Registers: a page with the reference. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Registers: a page with the reference. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Registers: a page with the reference. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Registers: a page with the reference. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Registers: a page with the reference. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registrationPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is kept of a registration, by its reference; never name or contact. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What is kept of a registration, by its reference; never name or contact. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What is kept of a registration, by its reference; never name or contact. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What is kept of a registration, by its reference; never name or contact. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What is kept of a registration, by its reference; never name or contact. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Corrects a registration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Corrects a registration. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Corrects a registration. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Corrects a registration. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Corrects a registration. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Corrects a registration. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraws a registration; name and contact are forgotten. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Withdraws a registration; name and contact are forgotten. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Withdraws a registration; name and contact are forgotten. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Withdraws a registration; name and contact are forgotten. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Withdraws a registration; name and contact are forgotten. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    surveyPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
                /** @description id of the record */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The form of a survey. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form of a survey. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form of a survey. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    surveyAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a meeting with a public page */
                meeting: string;
                /** @description id of the record */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes an answer: one a ticket. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Takes an answer: one a ticket. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Takes an answer: one a ticket. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Takes an answer: one a ticket. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Takes an answer: one a ticket. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the server counts, as Prometheus text; for this machine and administrators. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLandingPage: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where clients of OGC API begin. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LandingPage"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOgcApi: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description of what lies under /ogc, as OpenAPI 3.0. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.oai.openapi+json;version=3.0": {
                        [key: string]: unknown;
                    };
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCodelist: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                codelistId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The codes of a list with their titles. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeList"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCollections: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record types as collections. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collections"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    describeCollection: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One collection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeatures: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
                /** @description at most so many records */
                limit?: number;
                /** @description land that meets the box; west > east crosses the antimeridian */
                bbox?: number[] & (unknown | unknown);
                /** @description the coordinate system of bbox */
                "bbox-crs"?: string;
                /** @description the coordinate system of the answer */
                crs?: string;
                /** @description records whose date meets the instant, the day or the interval a/b; .. is open */
                datetime?: string;
                /** @description which records, in CQL2 */
                filter?: string;
                /** @description how the filter is written */
                "filter-lang"?: "cql2-text" | "cql2-json";
                /** @description the coordinate system of the filter's geometries */
                "filter-crs"?: string;
                /** @description sortables, + or - before each */
                sortby?: string[];
                /** @description the fields that are wanted */
                properties?: string[];
                /** @description true leaves geometries out */
                skipGeometry?: boolean;
                /** @description where the page before ended; given by the link to the next page */
                after?: string;
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
            };
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records of a collection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["FeatureCollection"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createFeature: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why; it stays in the history. */
                "Tilth-Reason"?: string;
                /** @description The coordinate system of the body. */
                "Content-Crs"?: string;
                /** @description handling=strict or lenient; return=minimal or representation. */
                Prefer?: string;
            };
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/geo+json": components["schemas"]["FeatureIn"];
                "application/json": components["schemas"]["FeatureIn"];
            };
        };
        responses: {
            /** @description Add a record. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["Feature"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    optionsFeatures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the address takes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeature: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
                /** @description the coordinate system of the answer */
                crs?: string;
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
            };
            header?: never;
            path: {
                collectionId: string;
                featureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One record. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["Feature"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceFeature: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why; it stays in the history. */
                "Tilth-Reason"?: string;
                /** @description The ETag of the state that the change was made from. */
                "If-Match"?: string;
                /** @description The coordinate system of the body. */
                "Content-Crs"?: string;
                /** @description handling=strict or lenient; return=minimal or representation. */
                Prefer?: string;
            };
            path: {
                collectionId: string;
                featureId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/geo+json": components["schemas"]["FeatureIn"];
                "application/json": components["schemas"]["FeatureIn"];
            };
        };
        responses: {
            /** @description Replace a record, or make one under this id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["Feature"];
                };
            };
            /** @description Replace a record, or make one under this id. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["Feature"];
                };
            };
            /** @description Replace a record, or make one under this id. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFeature: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why; it stays in the history. */
                "Tilth-Reason"?: string;
                /** @description The ETag of the state that the change was made from. */
                "If-Match"?: string;
            };
            path: {
                collectionId: string;
                featureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a record; its history stays. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    optionsFeature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: string;
                featureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the address takes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateFeature: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why; it stays in the history. */
                "Tilth-Reason"?: string;
                /** @description The ETag of the state that the change was made from. */
                "If-Match"?: string;
                /** @description The coordinate system of the body. */
                "Content-Crs"?: string;
                /** @description handling=strict or lenient; return=minimal or representation. */
                Prefer?: string;
            };
            path: {
                collectionId: string;
                featureId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json-patch+json": components["schemas"]["FeaturePatch"];
                "application/merge-patch+json": components["schemas"]["FeaturePatch"];
            };
        };
        responses: {
            /** @description Change parts of a record. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["Feature"];
                };
            };
            /** @description Change parts of a record. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueryables: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What can be filtered by. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": components["schemas"]["JsonSchema"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSchema: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fields of a collection, as JSON Schema. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": components["schemas"]["JsonSchema"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSortables: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What can be sorted by. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": components["schemas"]["JsonSchema"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "collection.vector.getTileSetsList": {
        parameters: {
            query?: {
                /** @description The format; else Accept decides. */
                f?: string;
                /** @description The language of titles. */
                lang?: string;
            };
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tile sets of a collection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TileSets"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "collection.vector.getTileSet": {
        parameters: {
            query?: {
                /** @description The format; else Accept decides. */
                f?: string;
                /** @description The language of titles. */
                lang?: string;
            };
            header?: never;
            path: {
                collectionId: string;
                tileMatrixSetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One tile set of a collection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TileSet"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "collection.vector.getTile": {
        parameters: {
            query?: {
                /** @description The format; else Accept decides. */
                f?: string;
                /** @description a condition in CQL2, where the tile has one collection */
                filter?: string;
                /** @description how the filter is written */
                "filter-lang"?: "cql2-text" | "cql2-json";
                /** @description the coordinate system of the filter's geometries */
                "filter-crs"?: string;
                /** @description records whose date meets the instant, the day or the interval a/b */
                datetime?: string;
                /** @description the fields that are wanted */
                properties?: string[];
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
            };
            header?: never;
            path: {
                collectionId: string;
                tileMatrixSetId: string;
                tileMatrix: string;
                tileRow: string;
                tileCol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tile of a collection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.mapbox-vector-tile": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConformanceDeclaration: {
        parameters: {
            query?: {
                /** @description json or html; else Accept decides */
                f?: "json" | "html";
                /** @description language of titles and messages: en, fr, es, ar */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conformance classes that are kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConformanceClasses"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTileMatrixSetsList: {
        parameters: {
            query?: {
                /** @description The format; else Accept decides. */
                f?: string;
                /** @description The language of titles. */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The grids of tiles. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TileMatrixSets"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTileMatrixSet: {
        parameters: {
            query?: {
                /** @description The format; else Accept decides. */
                f?: string;
                /** @description The language of titles. */
                lang?: string;
            };
            header?: never;
            path: {
                tileMatrixSetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One grid of tiles. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TileMatrixSet"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dataset.vector.getTileSetsList": {
        parameters: {
            query?: {
                /** @description The format; else Accept decides. */
                f?: string;
                /** @description The language of titles. */
                lang?: string;
                /** @description The collections that make the layers; else all. */
                collections?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tile sets of the programme. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TileSets"];
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dataset.vector.getTileSet": {
        parameters: {
            query?: {
                /** @description The format; else Accept decides. */
                f?: string;
                /** @description The language of titles. */
                lang?: string;
                /** @description The collections that make the layers; else all. */
                collections?: string[];
            };
            header?: never;
            path: {
                tileMatrixSetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One tile set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TileSet"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dataset.vector.getTile": {
        parameters: {
            query?: {
                /** @description The format; else Accept decides. */
                f?: string;
                /** @description a condition in CQL2, where the tile has one collection */
                filter?: string;
                /** @description how the filter is written */
                "filter-lang"?: "cql2-text" | "cql2-json";
                /** @description the coordinate system of the filter's geometries */
                "filter-crs"?: string;
                /** @description records whose date meets the instant, the day or the interval a/b */
                datetime?: string;
                /** @description the fields that are wanted */
                properties?: string[];
                /** @description as it was known then: a number of the log (digits alone), an instant, or a day or month to its end */
                "known-at"?: string;
                /** @description The collections that make the layers; else all. */
                collections?: string[];
            };
            header?: never;
            path: {
                tileMatrixSetId: string;
                tileMatrix: string;
                tileRow: string;
                tileCol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tile with a layer for each collection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.mapbox-vector-tile": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    problems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every kind of problem. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemKinds"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    problem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One kind of problem: what is wrong and what to do about it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemKind"];
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    voteAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description five letters */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The short address of a meeting's polls and surveys. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The short address of a meeting's polls and surveys. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong, and what to do about it (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
