//! A PostgreSQL cluster of our own: a free loopback port, a folder of its own, gone when dropped.

use std::cell::Cell;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::machine;

/// A running cluster.
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    /// The port it listens on, on 127.0.0.1.
    pub port: u16,
    /// Address of its `postgres` database.
    pub url: String,
    /// The certificate that signed the one of the server, which is made for 127.0.0.1; beside it, with `.stranger`
    /// at its end, one that signed nothing.
    pub ca: PathBuf,
    killed: Cell<bool>,
}

impl Cluster {
    /// Installs what is missing, creates the cluster and starts it.
    pub fn start() -> anyhow::Result<Self> {
        if newest_bin().is_none() {
            machine::need_packages("the PostgreSQL tests", &["postgresql"])?;
        }
        let bin = newest_bin().context("no /usr/lib/postgresql/*/bin/initdb after installing postgresql")?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("wafa-ci-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let ca = folder.join("ca.crt");
        let url = format!("postgres://wafa@127.0.0.1:{port}/postgres");
        let cluster = Self { bin, folder, port, url, ca, killed: Cell::new(false) };
        cluster.certify()?;
        if cluster.as_root()? {
            machine::run(Command::new("chown").arg("-R").arg("postgres").arg(&cluster.folder))?;
        }
        let data = cluster.folder.join("data");
        let data = data.to_str().context("temporary folder is not UTF-8")?;
        cluster.run(&[&cluster.tool("initdb"), "-D", data, "-U", "wafa", "-A", "trust", "-E", "UTF8", "--locale=C"])?;
        let (certificate, key) = (cluster.folder.join("server.crt"), cluster.folder.join("server.key"));
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 \
             -c ssl=on -c ssl_cert_file={} -c ssl_key_file={}",
            certificate.display(),
            key.display()
        );
        let log = cluster.folder.join("log").display().to_string();
        cluster.run(&[&cluster.tool("pg_ctl"), "-D", data, "-o", &options, "-l", &log, "-w", "start"])?;
        Ok(cluster)
    }

    /// Makes the certificates, good for two days.
    fn certify(&self) -> anyhow::Result<()> {
        if !machine::has("openssl") {
            machine::need_packages("the encrypted connections to PostgreSQL", &["openssl"])?;
        }
        for (name, file) in [("wafa test", "ca.crt"), ("a stranger", "ca.crt.stranger")] {
            self.openssl(&["-x509", "-subj", &format!("/CN={name}"), "-keyout", &format!("{file}.key"), "-out", file])?;
        }
        let server = ["-x509", "-subj", "/CN=postgres", "-keyout", "server.key", "-out", "server.crt"];
        let signed = ["-CA", "ca.crt", "-CAkey", "ca.crt.key", "-addext", "subjectAltName=IP:127.0.0.1"];
        self.openssl(&[&server[..], &signed, &["-addext", "basicConstraints=critical,CA:FALSE"]].concat())
    }

    fn openssl(&self, words: &[&str]) -> anyhow::Result<()> {
        let key = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
        machine::run(Command::new("openssl").args(key).args(words).current_dir(&self.folder).stderr(Stdio::null()))
    }

    fn as_root(&self) -> anyhow::Result<bool> {
        Ok(std::fs::metadata("/proc/self")?.uid() == 0)
    }

    /// A second server that follows this one: `commit` here waits until it is on disk there.
    pub fn follower(&self) -> anyhow::Result<Follower<'_>> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let data = self.folder.join("follower").display().to_string();
        let source = format!("host=127.0.0.1 port={} user=wafa", self.port);
        self.run(&[&self.tool("pg_basebackup"), "-D", &data, "-R", "-X", "stream", "-c", "fast", "-d", &source])?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 -c ssl=off"
        );
        let log = self.folder.join("follower.log").display().to_string();
        self.run(&[&self.tool("pg_ctl"), "-D", &data, "-o", &options, "-l", &log, "-w", "start"])?;
        let follower = Follower { of: self, port, data };
        self.ask(self.port, "alter system set synchronous_standby_names = '*'")?;
        self.ask(self.port, "select pg_reload_conf()")?;
        let until = Instant::now() + Duration::from_secs(30);
        while self.ask(self.port, "select sync_state from pg_stat_replication")?.trim() != "sync" {
            if Instant::now() > until {
                bail!("the follower does not follow");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(follower)
    }

    /// Answers of one statement on the server at a port, as text.
    pub fn ask(&self, port: u16, sql: &str) -> anyhow::Result<String> {
        self.ask_in("postgres", port, sql)
    }

    /// The same in a named database.
    pub fn ask_in(&self, database: &str, port: u16, sql: &str) -> anyhow::Result<String> {
        let address = format!("postgres://wafa@127.0.0.1:{port}/{database}");
        machine::read(Command::new(self.tool("psql")).args(["-X", "-A", "-t", "-d", &address, "-c", sql]))
    }

    /// Kills the server at once, as a power cut would (SIGKILL); its processes end with it.
    pub fn kill(&self) -> anyhow::Result<()> {
        let pid = std::fs::read_to_string(self.folder.join("data").join("postmaster.pid"))?;
        let pid = pid.lines().next().context("an empty postmaster.pid")?;
        machine::run(Command::new("kill").args(["-9", pid]))?;
        self.killed.set(true);
        Ok(())
    }

    fn tool(&self, name: &str) -> String {
        self.bin.join(name).display().to_string()
    }

    /// Runs a program of PostgreSQL, which refuses to run as root.
    fn run(&self, words: &[&str]) -> anyhow::Result<()> {
        let mut command = if self.as_root()? {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).args(words);
            command
        } else {
            let (first, rest) = words.split_first().context("nothing to run")?;
            let mut command = Command::new(first);
            command.args(rest);
            command
        };
        machine::run(command.current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null()))
    }
}

/// A server that follows another one.
pub struct Follower<'a> {
    of: &'a Cluster,
    /// The port it listens on, on 127.0.0.1.
    pub port: u16,
    data: String,
}

impl Follower<'_> {
    /// Makes it the one that takes writes.
    pub fn promote(&self) -> anyhow::Result<()> {
        self.of.run(&[&self.of.tool("pg_ctl"), "-D", &self.data, "-w", "promote"])
    }
}

impl Drop for Follower<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.of.run(&[&self.of.tool("pg_ctl"), "-D", &self.data, "-m", "immediate", "stop"]) {
            eprintln!("the follower did not stop: {error}");
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.folder.join("data").display().to_string();
        if !self.killed.get()
            && let Err(error) = self.run(&[&self.tool("pg_ctl"), "-D", &data, "-m", "immediate", "stop"])
        {
            eprintln!("PostgreSQL did not stop: {error}");
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("{} is left behind: {error}", self.folder.display());
        }
    }
}

fn newest_bin() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}
