/**
 * What Godwit promises, as objects: a {@link io.godwit.testkit.guarantee.Guarantee} looks at the
 * {@link io.godwit.testkit.guarantee.FinishedRun} of a finished run and throws an {@link
 * java.lang.AssertionError} where the promise is broken. Every test that disturbs a run asserts all
 * of them, and evidence is gathered by other code than the one that wrote it.
 */
@NullMarked
package io.godwit.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
