/**
 * The {@code godwit} command: one class a subcommand, what they share, and the process's entry.
 *
 * <p>{@link io.godwit.cli.Main} makes the {@link io.godwit.cli.CommandContext}, parses the command
 * line with picocli and ends the process. A command does its work by {@link io.godwit.cli.fleet},
 * shows it by {@link io.godwit.cli.show}, and answers an {@link io.godwit.cli.ExitCode}. Whatever
 * it throws becomes one {@link io.godwit.cli.ErrorMessage}. Nothing here knows a connector: those
 * are found by {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.godwit.cli;

import org.jspecify.annotations.NullMarked;
