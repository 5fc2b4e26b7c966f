//! The mutations that tests send, each with one variable `input`.

macro_rules! mutation {
    ($name:ident, $field:literal, $kind:literal, $selection:literal) => {
        pub const $name: &str = concat!(
            "mutation($input: ",
            $kind,
            "!) { ",
            $field,
            "(input: $input) { ",
            $selection,
            " warnings { code field message clause } userErrors { code field message clause } } }"
        );
    };
}

mutation!(REGISTER_COUNCIL, "registerCouncil", "RegisterCouncilInput", "dryRun council { id slug revision }");
mutation!(PUBLISH_TEMPLATE, "publishTemplate", "PublishTemplateInput", "dryRun template { slug }");
mutation!(ADOPT_MANDATE, "adoptMandate", "AdoptMandateInput", "council { slug mandate { version } }");
mutation!(AMEND_MANDATE, "amendMandate", "AmendMandateInput", "council { slug mandate { version } }");
mutation!(
    CREATE_ORGANISATION,
    "createOrganisation",
    "CreateOrganisationInput",
    "organisation { slug organisationNumber }"
);
mutation!(EDIT_ORGANISATION, "editOrganisation", "EditOrganisationInput", "organisation { slug }");
mutation!(CREATE_PERSON, "createPerson", "CreatePersonInput", "person { id name }");
mutation!(APPOINT, "appoint", "AppointInput", "membership { id start seat { id } person { name } }");
mutation!(END_MEMBERSHIP, "endMembership", "EndMembershipInput", "membership { id end }");
mutation!(NOMINATE, "nominate", "NominateInput", "nomination { seat { id } personName by { slug } on }");
mutation!(RENEW_TERM, "renewTerm", "RenewTermInput", "dryRun memberships { id start expectedEnd end endGround }");
mutation!(
    DESIGNATE_DEPUTY,
    "designateDeputy",
    "DesignateDeputyInput",
    "memberships { id role deputyRank start end person { name } }"
);
mutation!(
    DESIGNATE_CHAIR,
    "designateChair",
    "DesignateChairInput",
    "dryRun memberships { id role acting post start end endGround person { name } }"
);
mutation!(
    MOVE_REPRESENTATION,
    "moveRepresentation",
    "MoveRepresentationInput",
    "memberships { id start end onBehalfOf { slug } }"
);
mutation!(
    CORRECT_MEMBERSHIP,
    "correctMembership",
    "CorrectMembershipInput",
    "dryRun memberships { id role start expectedEnd end person { name } }"
);
mutation!(
    RECORD_HISTORY,
    "recordHistory",
    "RecordHistoryInput",
    "dryRun memberships { id role start end person { name } appointment { source recordedAfterwards } }"
);
mutation!(
    APPOINT_SET,
    "appointSet",
    "AppointSetInput",
    "dryRun memberships { id role start seat { id } person { name } }"
);
mutation!(ASSERT_COMPLETE, "assertComplete", "AssertCompleteInput", "council { slug }");
mutation!(GRANT_AUTHORITY, "grantAuthority", "GrantAuthorityInput", "authority");
mutation!(REVOKE_AUTHORITY, "revokeAuthority", "RevokeAuthorityInput", "authority");
mutation!(RENAME_COUNCIL, "renameCouncil", "RenameCouncilInput", "council { slug name revision }");
mutation!(PUBLISH_COUNCIL, "publishCouncil", "PublishCouncilInput", "council { slug status }");
mutation!(DISSOLVE_COUNCIL, "dissolveCouncil", "DissolveCouncilInput", "council { slug status }");
mutation!(INVITE_HOLDER, "inviteHolder", "InviteHolderInput", "code");
mutation!(INVITE_STAFF, "inviteStaff", "InviteStaffInput", "code");
mutation!(CLAIM_INVITATION, "claimInvitation", "ClaimInvitationInput", "council { slug }");
mutation!(
    END_COMPLETENESS,
    "endCompleteness",
    "EndCompletenessInput",
    "council { completeness { subject from until } }"
);
mutation!(
    DECLARE_FACT,
    "declareFact",
    "DeclareFactInput",
    "fact { id attribute declaredAs value from until source public }"
);
mutation!(END_FACT, "endFact", "EndFactInput", "fact { id value until }");
mutation!(WITHDRAW_FACT, "withdrawFact", "WithdrawFactInput", "council { slug }");
mutation!(WITHDRAW_RECORD, "withdrawRecord", "WithdrawRecordInput", "council { slug }");
mutation!(RECORD, "record", "RecordInput", "record { id kind what on by { slug } towards { slug } about { id } }");
mutation!(
    GRANT_EXEMPTION,
    "grantExemption",
    "GrantExemptionInput",
    "exemption { id clauseKey grantedBy { slug } decidedOn reason from until }"
);
mutation!(END_EXEMPTION, "endExemption", "EndExemptionInput", "exemption { id until }");
mutation!(RECORD_MEETING, "recordMeeting", "RecordMeetingInput", "meeting { id status startsAt }");
mutation!(PLAN_MEETING, "planMeeting", "PlanMeetingInput", "meeting { id status startsAt kind link }");
mutation!(CALL_MEETING, "callMeeting", "CallMeetingInput", "meeting { id status calledOn papersOn }");
mutation!(
    MOVE_MEETING,
    "moveMeeting",
    "MoveMeetingInput",
    "meeting { id status startsAt endsAt formerTimes { startsAt became reason } }"
);
mutation!(CALL_OFF_MEETING, "callOffMeeting", "CallOffMeetingInput", "meeting { id status agenda { ordinal } }");
mutation!(RAISE_CASE, "raiseCase", "RaiseCaseInput", "case { id status raisedBy { id } history { status } }");
mutation!(ANSWER_CASE, "answerCase", "AnswerCaseInput", "case { id status history { status reason } }");
mutation!(EDIT_CASE, "editCase", "EditCaseInput", "case { id title public }");
mutation!(WITHDRAW_CASE, "withdrawCase", "WithdrawCaseInput", "case { id status }");
mutation!(CLOSE_CASE, "closeCase", "CloseCaseInput", "case { id status agendaItems { outcome } }");
mutation!(SCHEDULE_CASE, "scheduleCase", "ScheduleCaseInput", "item { id ordinal case { status nextProcess } }");
mutation!(UNSCHEDULE_CASE, "unscheduleCase", "UnscheduleCaseInput", "case { id status }");
mutation!(ORDER_AGENDA, "orderAgenda", "OrderAgendaInput", "meeting { agenda { id ordinal } }");
mutation!(RECUSE, "recuse", "RecuseInput", "item { recusals { membership { id } reason } }");
mutation!(
    ADOPT_ADVICE,
    "adoptAdvice",
    "AdoptAdviceInput",
    "advice { id publishedOn addressees { kind body { slug } } }"
);
mutation!(PUBLISH_ADVICE, "publishAdvice", "PublishAdviceInput", "advice { id publishedOn }");
mutation!(
    REPORT_ANCHORING,
    "reportAnchoring",
    "ReportAnchoringInput",
    "advice { anchoring { by { slug } byMembership { id } } }"
);
mutation!(
    REPORT_FOLLOW_UP,
    "reportFollowUp",
    "ReportFollowUpInput",
    "advice { followUps { organisation { slug } status body on } }"
);
