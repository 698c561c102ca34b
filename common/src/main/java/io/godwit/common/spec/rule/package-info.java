/**
 * Rules that hold for parts of a job whoever says them, and the small values that carry them: a
 * {@link io.godwit.common.spec.rule.Size}, an {@link io.godwit.common.spec.rule.Allowance}, a name
 * or pattern of units. Who breaks one hears of it by a {@link
 * io.godwit.common.spec.rule.BrokenRule} or an {@link java.lang.IllegalArgumentException} with the
 * rule as its message.
 */
@NullMarked
package io.godwit.common.spec.rule;

import org.jspecify.annotations.NullMarked;
