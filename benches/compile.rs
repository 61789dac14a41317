//! Compiling: 1,000 and 10,000 clauses. `cargo bench -p guiju-benches --bench compile`.

use std::error::Error;

use guiju::compile_text;
use guiju_benches::measure;

/// Clauses of several kinds, each a little different from the others.
fn clauses(count: usize) -> String {
    let mut text = String::from("标准 许多条款\n\n");
    for number in 1..=count {
        let bound = number % 40 + 1;
        let sentence = match number % 5 {
            0 => format!("每周上门访问客户{bound}家"),
            1 => format!("每月 开发新客户 >= {bound}"),
            2 => format!("凡 新协议 须 {bound}天内 发送有关部门"),
            3 => format!("每月 次数(及时发货) / 次数(发货) >= {bound}%"),
            _ => "不得 客人投诉".to_owned(),
        };
        text.push_str(&format!("{number}. {sentence}\n"));
    }
    text
}

fn main() -> Result<(), Box<dyn Error>> {
    for count in [1, 1_000, 10_000] {
        let text = clauses(count);
        let compiled = compile_text("many.gj", &text);
        if compiled.has_errors() {
            return Err(format!("{count} clauses: {:?}", compiled.standards().err()).into());
        }
        measure(&format!("compile {count} clauses"), count, "clause", || compile_text("many.gj", &text).has_errors());
    }
    Ok(())
}
