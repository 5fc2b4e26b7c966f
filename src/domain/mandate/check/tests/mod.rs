//! What each check finds, and what makes it find something else.
