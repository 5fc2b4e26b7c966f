//! What waits for whoever looks.
//!
//! May import: `graphql`, `domain`.

use async_graphql::Object;

use super::{Advice, Case};
use crate::{
    domain::{
        text::Lang,
        time::Date,
        work::{self, About, ToDoKind},
    },
    graphql::{
        node::Node,
        public::{meeting::Meeting, membership::Membership, seat::Seat, view::View},
    },
};

/// Something that waits for whoever looks.
pub struct ToDo {
    view: View,
    it: work::ToDo,
}

impl ToDo {
    /// All of these.
    pub fn all(view: &View, found: Vec<work::ToDo>) -> Vec<Self> {
        found.into_iter().map(|it| Self { view: view.clone(), it }).collect()
    }
}

/// Something that waits for whoever looks.
#[Object]
impl ToDo {
    /// What has to be done.
    async fn kind(&self) -> ToDoKind {
        self.it.kind
    }

    /// What has to be done, in words.
    async fn text(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> String {
        let (nb, en) = words(self.it.kind);
        let words = if self.view.scope.lang(lang) == Lang::En { en } else { nb };
        match self.it.count {
            Some(count) => words.replace("{}", &count.to_string()),
            None => words.to_owned(),
        }
    }

    /// How many, where it is several things in one: papers to read. Null otherwise.
    async fn count(&self) -> Option<u32> {
        self.it.count
    }

    /// By when, or since when; null where no day follows from anything.
    async fn due(&self) -> Option<Date> {
        self.it.due.map(Date)
    }

    /// Whether the day has passed.
    async fn overdue(&self) -> bool {
        self.it.due.is_some_and(|due| due < self.view.scope.today)
    }

    /// With what: a meeting, a case, an advice, a seat or a membership.
    async fn node(&self) -> Option<Node> {
        let view = &self.view;
        match self.it.about {
            About::Meeting(id) => Meeting::by_id(view, id).map(Node::from),
            About::Case(id) => Case::by_id(view, id).map(Node::from),
            About::Advice(id) => Advice::by_id(view, id).map(Node::from),
            About::Seat(id) => Seat::by_id(view, id).map(Node::from),
            About::Membership(id) => Membership::by_id(view, id).map(Node::from),
        }
    }
}

const fn words(kind: ToDoKind) -> (&'static str, &'static str) {
    match kind {
        ToDoKind::AnswerCase => ("Svar på saken", "Answer the case"),
        ToDoKind::ScheduleCase => ("Sett saken på en saksliste", "Put the case on an agenda"),
        ToDoKind::CallMeeting => ("Kall inn til møtet", "Call the members to the meeting"),
        ToDoKind::RecordMeeting => ("Før om møtet ble holdt", "Record whether the meeting was held"),
        ToDoKind::CloseCase => ("Skriv ned hva som ble av saken", "Write down what came of the case"),
        ToDoKind::PublishAdvice => ("Gjør anbefalingen offentlig", "Publish the advice"),
        ToDoKind::AskForFollowUp => ("Spør hva som gjøres med anbefalingen", "Ask what is done about the advice"),
        ToDoKind::FillSeat => ("Få plassen besatt", "See to it that the seat is filled"),
        ToDoKind::DecideOnTerm => ("Avklar om medlemmet fortsetter", "Settle whether the member goes on"),
        ToDoKind::PrepareForMeeting => ("Forbered møtet", "Prepare for the meeting"),
        ToDoKind::ReadPapers => ("Les papirer til møtet: {} ulest", "Read papers for the meeting: {} unread"),
        ToDoKind::AnchorAdvice => ("Forankre anbefalingen hjemme", "Anchor the advice at home"),
    }
}
