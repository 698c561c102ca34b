/**
 * What the command shows of a run, for three kinds of readers: a live view for a terminal ({@link
 * io.godwit.cli.show.TerminalView}), a line now and then for a log ({@link
 * io.godwit.cli.show.PlainView}), and JSON for machines ({@link io.godwit.cli.show.JsonView}).
 *
 * <p>All three are pure functions of a {@link io.godwit.cli.show.ProgressModel}: what is known of
 * the run ({@link io.godwit.common.run.RunProgress}) and what is waited for. Only a {@link
 * io.godwit.cli.show.Screen} writes anything.
 */
@NullMarked
package io.godwit.cli.show;

import org.jspecify.annotations.NullMarked;
