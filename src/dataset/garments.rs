//! The embedded garments (to come).
