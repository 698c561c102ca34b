/**
 * The {@code godwit} command: the process's entry, and the commands that begin something or look at
 * it.
 *
 * <p>{@link io.godwit.cli.Main} makes the {@link io.godwit.cli.run.CommandContext}, parses the
 * command line with picocli and ends the process. {@link io.godwit.cli.GodwitCommand} lists all
 * commands; one class a command, in this package, or where its like is: the roles of a fleet in
 * {@link io.godwit.cli.role}, what steers a run under way in {@link io.godwit.cli.steer}, what is
 * done about one that has ended in {@link io.godwit.cli.ended}. Options that several commands have
 * are in {@link io.godwit.cli.option}.
 *
 * <p>A command prepares its work by {@link io.godwit.cli.prepare}, does it by {@link
 * io.godwit.cli.fleet}, shows it by {@link io.godwit.cli.show}, and answers an {@link
 * io.godwit.cli.exit.ExitCode}. Whatever it throws becomes one {@link
 * io.godwit.cli.exit.ErrorMessage}. Nothing here knows a connector: those are found by {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package io.godwit.cli;

import org.jspecify.annotations.NullMarked;
