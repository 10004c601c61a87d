//! Every level that this machine has, against sums by hand.

use super::super::kernel::Matrix;
use super::*;

/// Sums as they come.
struct All {
    width: usize,
    sums: Vec<i32>,
}

impl Finish for All {
    fn take(&mut self, rows: Range<usize>, panels: Range<usize>, sums: &Sums) {
        for (row, sums) in rows.zip(sums) {
            let at = row * self.width + panels.start * PANEL;
            let columns = panels.len() * PANEL;
            self.sums[at..at + columns].copy_from_slice(&sums[..columns]);
        }
    }
}

#[test]
fn every_machine_gets_the_same_sums() {
    for (rows, inputs, outputs) in [(1, 4, 16), (7, 32, 90), (14, 160, 64), (3, 512, 33), (2, 20, 130)] {
        let stride = inputs + 8;
        // the largest products there are, and some in between
        let cells: Vec<u8> =
            (0..rows * stride).map(|i| if i % 3 == 0 { 255 } else { (i * 37 % 256) as u8 }).collect();
        let weights: Vec<i8> =
            (0..outputs * inputs).map(|i| if i % 5 < 2 { -127 } else { (i * 29 % 255) as i8 }).collect();
        let matrix = Matrix::new(inputs, weights.clone(), vec![1.0; outputs]);
        let packed = Packed::new(&matrix);
        let input = Bytes { cells: &cells, stride, rows };
        for level in Level::ALL.into_iter().filter(|level| level.is_here()) {
            let mut all = All { width: packed.width(), sums: vec![0; rows * packed.width()] };
            product_at(level, &packed, input, &mut all);
            for row in 0..rows {
                for output in 0..outputs {
                    let product = |k: usize| {
                        i32::from(cells[row * stride + k]) * i32::from(weights[output * inputs + k])
                    };
                    let sum: i32 = (0..inputs).map(product).sum();
                    let found = all.sums[row * all.width + output];
                    assert_eq!(found, sum, "{level:?}, {rows}x{inputs}x{outputs} at {row},{output}");
                }
            }
        }
    }
}
