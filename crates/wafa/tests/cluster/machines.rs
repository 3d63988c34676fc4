//! Processes that work for a cluster.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use wafa_cluster::{Cluster, ClusterConfig};

/// One `wafa worker --cluster`.
pub struct Machine {
    child: Child,
    data: PathBuf,
    settings: Vec<(&'static str, String)>,
    pub url: String,
}

impl Machine {
    pub fn start(data: &Path, secret: &str) -> Self {
        Self::with(data, vec![("WAFA_CLUSTER_SECRET", secret.to_owned())])
    }

    /// With these variables in its environment.
    pub fn with(data: &Path, settings: Vec<(&'static str, String)>) -> Self {
        Self::at("127.0.0.1:0", data, settings)
    }

    fn at(address: &str, data: &Path, settings: Vec<(&'static str, String)>) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wafa"))
            .args(["worker", "--cluster", "--listen", address, "--data"])
            .arg(data)
            .env_remove("WAFA_CLUSTER_SECRET")
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let url =
            said.split_whitespace().find(|word| word.starts_with("http://")).expect("the worker says where it is");
        Self { url: url.to_owned(), child, data: data.to_owned(), settings }
    }

    /// As a power cut would (SIGKILL).
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again where it was.
    pub fn restart(&mut self) {
        let address = self.url.trim_start_matches("http://").to_owned();
        *self = Self::at(&address, &self.data.clone(), std::mem::take(&mut self.settings));
    }

    /// Stops it without ending it: it answers nothing and closes nothing.
    pub fn freeze(&self) {
        let stop = format!("kill -STOP {}", self.child.id());
        let stopped = Command::new("sh").args(["-c", &stop]).status().unwrap();
        assert!(stopped.success());
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn engine(machines: &[Machine], secret: &str, figures_within: Duration) -> Cluster {
    let config = ClusterConfig {
        workers: machines.iter().map(|machine| machine.url.clone()).collect(),
        secret: Some(secret.to_owned()),
        figures_within,
        figures_from_bytes: 0,
        memory: 256 << 20,
        // However small a file, it is shared.
        share_from_bytes: 1,
    };
    Cluster::start(&config).unwrap()
}

/// Long enough for every question of the tests on a busy machine: here nothing but the answer counts.
pub const PATIENT: Duration = Duration::from_secs(600);
