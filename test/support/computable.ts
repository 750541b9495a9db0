/** What can be computed from sums by adding and subtracting them. */

/** Whether `target` is a combination of `rows`: elimination over a large prime field. */
export function isComputable(target: readonly number[], rows: readonly (readonly number[])[]): boolean {
  return rankOf([...rows, target]) === rankOf(rows);
}

const prime = 1_000_003;
const power = (base: number, exponent: number): number => {
  let result = 1n;
  for (
    let rest = BigInt(exponent), square = BigInt(base);
    rest > 0n;
    rest >>= 1n, square = square ** 2n % BigInt(prime)
  )
    if (rest & 1n) result = (result * square) % BigInt(prime);
  return Number(result);
};

function rankOf(given: readonly (readonly number[])[]): number {
  const rows = given.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = rows.findIndex((row, index) => index >= rank && row[column] !== 0);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot] ?? [], rows[rank] ?? []];
    const first = rows[rank] ?? [];
    const inverse = power(first[column] ?? 0, prime - 2);
    for (const [index, row] of rows.entries()) {
      const factor = index === rank ? 0 : ((row[column] ?? 0) * inverse) % prime;
      for (const [at, value] of row.entries())
        row[at] = (((value - factor * (first[at] ?? 0)) % prime) + prime) % prime;
    }
    rank += 1;
  }
  return rank;
}
