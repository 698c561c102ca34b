/** What the cases move: tables and files that are made from a seed, the same in each round. */
@NullMarked
package io.godwit.bench.data;

import org.jspecify.annotations.NullMarked;
