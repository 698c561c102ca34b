/**
 * The expression language of conditions and computed fields: CEL, with our functions, over the
 * fields of a record. {@link io.godwit.worker.step.expression.ExpressionLanguage} compiles a text
 * once and checks what can be known without a record; {@link
 * io.godwit.worker.step.expression.Expression} runs it.
 *
 * <p>An expression sees the record through {@link io.godwit.worker.step.expression.RecordView},
 * which converts the fields that are asked for and no others; one that only names a field or a
 * constant is not run by CEL at all. What an expression may make, and how long it may work, is
 * bounded ({@link io.godwit.worker.step.bounds}). There is no clock, no chance, no file and no
 * network in it.
 */
@NullMarked
package io.godwit.worker.step.expression;

import org.jspecify.annotations.NullMarked;
