/**
 * How the process ends: the number that scripts see ({@link io.godwit.cli.exit.ExitCode}), the
 * message of what was thrown, and the wish to stop that a signal brings.
 */
@NullMarked
package io.godwit.cli.exit;

import org.jspecify.annotations.NullMarked;
