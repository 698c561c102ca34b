/**
 * Whose fault it is, in three kinds that are never mixed: a {@link
 * io.godwit.common.model.failure.Failure} is one record's and is told in a return value, {@link
 * io.godwit.common.model.failure.Trouble} may pass and is repeated by whoever catches it, {@link
 * io.godwit.common.model.failure.Refused} can never work and ends what was asked for.
 *
 * <p>Each carries an {@link io.godwit.common.model.failure.ErrorCode}, whose sentence and remedy
 * stand in {@code errors.properties}.
 */
@NullMarked
package io.godwit.common.model.failure;

import org.jspecify.annotations.NullMarked;
