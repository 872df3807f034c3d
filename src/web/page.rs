//! The page's module: the experiment's [`text`], the [`figures`], what is looked at closely ([`inspect`]).

mod compare;
mod cuts;
mod figures;
mod inspect;
mod lessons;
mod over_time;
mod predictions;
mod sources;
mod text;
