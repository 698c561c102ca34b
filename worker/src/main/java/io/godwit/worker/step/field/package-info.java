/**
 * Steps that need one record's fields and nothing else, as functions: a {@code FieldFunction} makes
 * a document of a document, or says by a {@code Unmade} why the record cannot go on. {@link
 * io.godwit.worker.step} runs them between its own operations, and knows from the effects of their
 * descriptions what the sink's key needs of them.
 *
 * <p>A function holds no state: it is the same for all threads, partitions and attempts. What a job
 * file can get wrong about it is refused where its description is made; here are only records that
 * may differ from what the job expects, and each of those fails by itself.
 *
 * <p>A new one is a record of {@link io.godwit.worker.step.spec} with its effects, a function here,
 * and a line in {@link io.godwit.worker.step.field.FieldFunctions}.
 */
@NullMarked
package io.godwit.worker.step.field;

import org.jspecify.annotations.NullMarked;
