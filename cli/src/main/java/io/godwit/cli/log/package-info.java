/**
 * Where a command logs, and how: to a file where the screen belongs to the progress ({@link
 * io.godwit.cli.log.Logging#FILE}), or as text or JSON to the standard error stream where a
 * container expects it. Begun before the first logger is made, since a logger keeps the place that
 * it finds.
 */
@NullMarked
package io.godwit.cli.log;

import org.jspecify.annotations.NullMarked;
