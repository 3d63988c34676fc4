//! TEMP
#![allow(missing_docs)]
use std::sync::Arc;
use wafa_kernel::{BatchId, Permit, policy::action::Import};
#[derive(Debug, thiserror::Error)] #[error("x")] pub struct Error;
impl Error { pub fn kind(&self)->wafa_kernel::ErrorKind{wafa_kernel::ErrorKind::Internal} pub fn code(&self)->&'static str{"x"} pub fn args(&self)->Vec<(&'static str,String)>{Vec::new()} }
#[derive(Clone)] pub struct Intake;
pub struct St; impl St { pub fn as_str(&self)->&'static str {""} }
pub struct Progress { pub state: St, pub rows_done: u64, pub customers_settled: u64 }
impl Intake { pub fn new(_: wafa_db::Db,_: wafa_customers::Customers,_: wafa_sales::Sales,_: std::path::PathBuf)->Self{Self}
 pub fn works(&self)->Vec<Arc<dyn wafa_db::Work>>{Vec::new()}
 pub async fn resume_unfinished(&self)->Result<usize,Error>{Ok(0)}
 pub async fn progress(&self,_:&Permit<Import>,_:BatchId)->Result<Progress,Error>{Err(Error)} }
