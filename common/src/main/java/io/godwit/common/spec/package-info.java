/**
 * What a job file says, as records: one record a concern, each checked in its constructor.
 *
 * <p>{@link io.godwit.common.spec.Job} is the root. Reading the file (positions, messages, the
 * schema for editors) is the business of {@code common.job}; here is only what was said, and the
 * rules that hold whoever says it ({@code spec.rule} has those that several share). A constructor
 * that refuses throws {@link java.lang.IllegalArgumentException} with the rule as its message.
 *
 * <p>What can be read, done and written is open: {@link io.godwit.common.spec.SourceSpec}, {@link
 * io.godwit.common.spec.StepSpec}, {@link io.godwit.common.spec.SinkSpec} and {@link
 * io.godwit.common.spec.ConnectionSpec} are implemented by records that connectors bring, with the
 * annotations of {@code spec.notation}. No kind is known by name here.
 *
 * <p>This package stands between {@code model} and {@code spi}: connectors are handed these records
 * and never see a file.
 */
@NullMarked
package io.godwit.common.spec;

import org.jspecify.annotations.NullMarked;
