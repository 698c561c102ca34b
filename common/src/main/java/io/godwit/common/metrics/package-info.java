/**
 * What the roles measure.
 *
 * <p>{@link io.godwit.common.metrics.Metric} is the one place where a metric is defined: its name,
 * kind, unit, labels and meaning. A role counts into {@link io.godwit.common.metrics.Meters}, which
 * are Dropwizard's; {@link io.godwit.common.metrics.Exposition} says them to Prometheus, and {@link
 * io.godwit.common.metrics.MetricsReference} writes the page for people. A new metric is one more
 * constant and one call; the page and a test of it follow.
 *
 * <p>Nothing is measured by record: a batch costs a dozen updates, however many records it has.
 */
@NullMarked
package io.godwit.common.metrics;

import org.jspecify.annotations.NullMarked;
