//! Work that is shared by some threads, and comes back in order.

use rayon::prelude::*;

/// Some threads; one alone takes no pool.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    pool: Option<rayon::ThreadPool>,
}

impl Threads {
    /// So many; `None` where they cannot be started.
    pub fn new(threads: usize) -> Option<Threads> {
        let pool = match threads {
            0 | 1 => None,
            threads => Some(rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok()?),
        };
        Some(Threads { pool })
    }

    /// Does some work for each number below `count`, with what each thread makes once for itself.
    pub fn each<W, T: Send>(
        &self,
        count: usize,
        own: impl Fn() -> W + Sync + Send,
        work: impl Fn(&mut W, usize) -> T + Sync + Send,
    ) -> Vec<T> {
        match &self.pool {
            Some(pool) if count > 1 => {
                pool.install(|| (0..count).into_par_iter().with_max_len(1).map_init(own, work).collect())
            }
            _ => {
                let mut own = own();
                (0..count).map(|number| work(&mut own, number)).collect()
            }
        }
    }

    /// Whether there is just one.
    pub fn is_one(&self) -> bool {
        self.pool.is_none()
    }
}
