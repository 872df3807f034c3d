//! The page's later module: what most visits do without, loaded when it is asked for. Many runs and their results ([`search`]),
//! the centrality sandbox ([`playground`]), networks without their neurons ([`knockout`]), figures over time ([`over_time`]) and links to scan ([`qr_code`]).

mod knockout;
mod over_time;
mod playground;
mod qr_code;
mod search;
