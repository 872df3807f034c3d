//! What the headless command can do. Errors are sentences for the person at the terminal.

mod data;
pub mod run;
