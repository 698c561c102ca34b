/**
 * What a job file may look like, as data: {@link io.godwit.common.job.shape.Shapes} turns the
 * records of a job and their annotations into {@link io.godwit.common.job.shape.Shape}, and {@link
 * io.godwit.common.job.shape.Kinds} finds those that connectors bring. Whoever reads, prints or
 * documents a job file walks these, and knows no record by name.
 */
@NullMarked
package io.godwit.common.job.shape;

import org.jspecify.annotations.NullMarked;
