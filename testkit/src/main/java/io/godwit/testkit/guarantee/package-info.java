/**
 * What Godwit promises, as objects: a {@link io.godwit.testkit.guarantee.Guarantee} is offered what
 * is {@link io.godwit.testkit.guarantee.Seen} of a run as it happens, looks at what the {@link
 * io.godwit.testkit.guarantee.FinishedRun} has left, and throws an {@link java.lang.AssertionError}
 * where the promise is broken. Every test that disturbs a run asserts all of them, but for those
 * that the run gives up, with its reason ({@link io.godwit.testkit.guarantee.Promises}). Evidence
 * is gathered by other code than the one that wrote it.
 *
 * <p>What is left at the end may be right though it was wrong on the way: a row of a failed record
 * that was deleted again, a receipt that came before its write, a position that went back and
 * forth. So what can be said of every message and every write is said of each ({@code
 * testkit.watch}).
 */
@NullMarked
package io.godwit.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
