//! Rows of the roster and of the council at work.

use entity::{
    advice, agenda_item, appointment, attendance, audit_entry, case_event, completeness, council_case, exemption,
    follow_up, invitation, link_key, meeting, membership, paper, paper_text, procedure_step, reading_mark, record,
    record_towards, recusal, seat, seat_group,
};

use serde_json::json;

use super::{Set, day, moment, round_trip, text, write};

impl Set<'_> {
    pub(super) async fn roster(&self) {
        write!(self, seat_group { council_id: self.id(4), id: self.id(13), key: "seats".into(), position: 1 });
        write!(
            self,
            seat {
                council_id: self.id(4),
                id: self.id(14),
                group_id: self.id(13),
                ordinal: 1,
                valid_from: self.some(day(2020)),
                valid_to: self.some(day(2024)),
            }
        );
        write!(
            self,
            appointment {
                council_id: self.id(4),
                id: self.id(15),
                seat_id: self.id(14),
                person_id: self.id(8),
                decided_by_organisation_id: None,
                decided_by_council_id: self.some(self.id(4)),
                decided_on: self.some(day(2020)),
                basis: self.some("a letter".into()),
                source: self.some("the archive".into()),
                history: self.full,
                created_at: moment(5),
            }
        );
        write!(
            self,
            membership {
                council_id: self.id(4),
                id: self.id(16),
                appointment_id: self.id(15),
                seat_id: self.id(14),
                person_id: self.id(8),
                role: "CHAIR".into(),
                alternate_rank: 0,
                on_behalf_of_id: self.some(self.id(1)),
                start: day(2020),
                expected_end: self.some(day(2024)),
                ended: self.some(day(2023)),
                end_ground: self.some("RESIGNED".into()),
                end_reason: self.some("moved".into()),
                acting: self.full,
                post: self.some("vice-chair".into()),
                holds_over: self.full,
                until: self.some(day(2023)),
            }
        );
        write!(
            self,
            invitation {
                council_id: self.id(4),
                id: self.id(17),
                kind: if self.full { "HOLDER" } else { "STAFF" }.into(),
                person_id: self.some(self.id(8)),
                code_hash: self.slug("hash"),
                expires_at: moment(7),
                created_by: self.some(self.id(10)),
                claimed_by: self.some(self.id(10)),
                claimed_at: self.some(moment(6)),
            }
        );
        write!(
            self,
            completeness {
                council_id: self.id(4),
                id: self.id(18),
                subject: "roster".into(),
                since: day(2020),
                until: self.some(day(2024)),
                asserted_by: self.some(self.id(10)),
                source: self.some("the secretariat".into()),
                created_at: moment(5),
            }
        );
    }

    #[expect(clippy::too_many_lines, reason = "a row of each table, one after another")]
    pub(super) async fn work(&self) {
        write!(
            self,
            meeting {
                council_id: self.id(4),
                id: self.id(19),
                title: text("Møte"),
                kind: "ORDINARY".into(),
                status: "HELD".into(),
                starts_at: moment(9),
                ends_at: self.some(moment(12)),
                place: self.some(json!({ "room": 3 })),
                held: self.some(json!({ "secondCall": true })),
                link: self.some("https://example.org/room".into()),
                together_with: self.some(json!([{ "organisation": "0190" }])),
                past: self.some(json!([{ "became": "MOVED" }])),
                wheel_year: self.some(2021),
                changed_at: self.some(moment(6)),
                created_at: moment(5),
            }
        );
        write!(
            self,
            council_case {
                council_id: self.id(4),
                id: self.id(20),
                title: text("Sak"),
                status: "SCHEDULED".into(),
                raised_by_id: self.some(self.id(16)),
                raised_on: day(2021),
                next_process: self.some(json!({ "step": "advice" })),
                task_key: self.some("task".into()),
                description: self.some(text("Om saken")),
                is_public: self.full,
                clause_key: self.some("s6-tasks".into()),
                raised_from_council_id: self.some(self.id(4)),
                raised_from_membership_id: self.some(self.id(16)),
                record_id: self.some(self.id(25)),
            }
        );
        write!(
            self,
            case_event {
                council_id: self.id(4),
                case_id: self.id(20),
                position: 1,
                status: "RAISED".into(),
                at: moment(5),
                reason: self.some(text("Fordi")),
            }
        );
        write!(
            self,
            agenda_item {
                council_id: self.id(4),
                id: self.id(21),
                meeting_id: self.id(19),
                case_id: self.id(20),
                ordinal: 1,
                starts_at: self.some(moment(10)),
                outcome: self.some(text("Utsatt")),
                record_id: self.some(self.id(25)),
            }
        );
        write!(
            self,
            recusal {
                council_id: self.id(4),
                agenda_item_id: self.id(21),
                membership_id: self.id(16),
                reason: self.some("employed there".into()),
                noted_at: moment(6),
            }
        );
        write!(
            self,
            paper {
                council_id: self.id(4),
                id: self.id(22),
                agenda_item_id: self.some(self.id(21)),
                case_id: self.some(self.id(20)),
                meeting_id: Some(self.id(19)),
                kind: if self.full { "MINUTES" } else { "PAPER" }.into(),
                series_id: self.id(22),
                title: text("Notat"),
                visibility: "MEMBERS".into(),
                language: "nb".into(),
                version: 2,
                file_name: "notat.pdf".into(),
                media_type: "application/pdf".into(),
                size: 5_000_000_000,
                sha256: "0f".repeat(32),
                embargo_until: self.some(moment(8)),
                approved_on: self.some(day(2021)),
                approved_meeting_id: self.some(self.id(19)),
                withdrawn_at: self.some(moment(9)),
                added_by_id: self.some(self.id(10)),
                created_at: moment(5),
            }
        );
        write!(
            self,
            paper_text {
                council_id: self.id(4),
                paper_id: self.id(22),
                folded: "et notat".into(),
                folded_title: "notat".into()
            }
        );
        write!(self, reading_mark { council_id: self.id(4), person_id: self.id(8), paper_id: self.id(22) });
        write!(self, link_key { one: 1, secret: "0f".repeat(32), created_at: moment(5) });
        self.records().await;
        write!(
            self,
            advice {
                council_id: self.id(4),
                id: self.id(26),
                case_id: self.id(20),
                meeting_id: self.some(self.id(19)),
                title: text("Råd"),
                body: text("Rådet anbefaler"),
                clause_key: self.some("s6-tasks".into()),
                task_key: self.some("strategy".into()),
                addressees: json!(["members"]),
                adopted_on: day(2021),
                published_on: self.some(day(2022)),
                url: self.some("https://example.org/advice".into()),
                record_id: self.id(25),
                created_at: moment(5),
            }
        );
        write!(
            self,
            follow_up {
                council_id: self.id(4),
                id: self.id(27),
                advice_id: self.id(26),
                organisation_id: self.id(1),
                status: "UNDER_WAY".into(),
                body: text("I gang"),
                url: self.some("https://example.org/measure".into()),
                on_date: day(2023),
                created_at: moment(6),
            }
        );
        write!(
            self,
            audit_entry {
                id: self.id(23),
                seq: 9,
                act_id: self.id(24),
                council_id: self.some(self.id(4)),
                at: moment(10),
                account_id: self.some(self.id(10)),
                actor: "secretariat".into(),
                act: "appoint".into(),
                summary: text("Oppnevnt"),
                changes: json!([1, 2]),
                is_public: self.full,
            }
        );
    }

    async fn records(&self) {
        write!(
            self,
            record {
                council_id: self.id(4),
                id: self.id(25),
                kind: "ACTIVITY".into(),
                what: "meet".into(),
                subjects: json!(["research"]),
                clause_key: self.some("h16".into()),
                on_date: day(2021),
                by_organisation_id: self.some(self.id(1)),
                by_council_id: None,
                by_membership_id: self.some(self.id(16)),
                about_id: self.some(self.id(25)),
                title: self.some(text("Fellesmøte")),
                url: self.some("https://example.org".into()),
                source: self.some("minutes".into()),
                is_public: self.full,
                created_at: moment(5),
            }
        );
        write!(
            self,
            record_towards {
                council_id: self.id(4),
                record_id: self.id(25),
                position: 1,
                organisation_id: if self.full { Some(self.id(1)) } else { None },
                towards_council_id: if self.full { None } else { Some(self.id(4)) },
            }
        );
        write!(
            self,
            attendance {
                council_id: self.id(4),
                meeting_id: self.id(19),
                seat_id: self.id(14),
                membership_id: self.some(self.id(16)),
                presence: "ALTERNATE".into(),
                agreed: self.some(true),
            }
        );
        write!(
            self,
            exemption {
                council_id: self.id(4),
                id: self.id(26),
                clause_key: "s21".into(),
                seat_id: self.some(self.id(14)),
                granted_by_organisation_id: self.some(self.id(1)),
                granted_by_council_id: None,
                decided_on: day(2021),
                reason: "none was to be found".into(),
                valid_from: self.some(day(2021)),
                valid_to: self.some(day(2022)),
            }
        );
        write!(
            self,
            procedure_step {
                council_id: self.id(4),
                id: self.id(27),
                seat_id: self.id(14),
                person_id: self.some(self.id(8)),
                act: "NOMINATE".into(),
                by_organisation_id: self.some(self.id(1)),
                by_council_id: None,
                on_date: day(2020),
                note: self.some("one of three".into()),
            }
        );
    }
}
