//! Papers: offered, sent, fetched, held back, withdrawn; each time through the whole server.

mod demonstration;
mod desk;
mod fetching;
mod public_search;
mod reading;
mod searching;
mod sending;
