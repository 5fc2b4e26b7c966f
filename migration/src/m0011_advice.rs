//! Advice: what a council recommended, to whom, and what the responsible organisations did about it.
//!
//! Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: &[]);

/// In the order of their references.
const TABLES: &[&str] = &["advice", "follow_up"];

const UP: &[Sql] = &[
    Both(
        "CREATE TABLE advice (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id case_id} NOT NULL,
            {id meeting_id},
            {localised title} NOT NULL,
            {localised body} NOT NULL,
            clause_key text,
            task_key text,
            {json addressees} NOT NULL,
            {date adopted_on} NOT NULL,
            {date published_on},
            url text,
            {id record_id} NOT NULL,
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (council_id, id),
            FOREIGN KEY (council_id, case_id) REFERENCES council_case (council_id, id),
            FOREIGN KEY (council_id, meeting_id) REFERENCES meeting (council_id, id),
            FOREIGN KEY (council_id, record_id) REFERENCES record (council_id, id),
            CHECK ((clause_key IS NULL) = (task_key IS NULL)),
            CHECK (published_on >= adopted_on)
        ){clustered}",
    ),
    Both("CREATE INDEX advice_case_id ON advice (council_id, case_id)"),
    Both(
        "CREATE TABLE follow_up (
            {id council_id} NOT NULL,
            {id id} NOT NULL,
            {id advice_id} NOT NULL,
            {id organisation_id} NOT NULL REFERENCES organisation (id),
            {one_of status: PLANNED UNDER_WAY DONE DECLINED} NOT NULL,
            {localised body} NOT NULL,
            url text,
            {date on_date} NOT NULL,
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (council_id, id),
            FOREIGN KEY (council_id, advice_id) REFERENCES advice (council_id, id)
        ){clustered}",
    ),
    Both("CREATE INDEX follow_up_advice_id ON follow_up (council_id, advice_id)"),
    Both("CREATE INDEX follow_up_organisation_id ON follow_up (organisation_id)"),
];
