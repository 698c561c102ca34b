/**
 * What every connector keeps to, as tests that its own test runs: {@link
 * io.godwit.testkit.contract.SourceContract}, {@link io.godwit.testkit.contract.SinkContract},
 * {@link io.godwit.testkit.contract.LookupContract} and {@link
 * io.godwit.testkit.contract.StepContract}, split by topic. A test class implements one of them and
 * hands out a ground: a real source, target or table with a known content, which the tests look at
 * past the connector. Stores of objects have theirs in {@code store}.
 */
@NullMarked
package io.godwit.testkit.contract;

import org.jspecify.annotations.NullMarked;
