/**
 * What is looked at and made ready before the first record is read: all checks of a job ({@link
 * io.godwit.cli.prepare.Preflight}), the first records for {@code plan}, the tables to be made, the
 * mark from which an incremental run reads, and what the roles are to be handed ({@link
 * io.godwit.cli.prepare.RunContent}). Nothing here writes to a target; what will, connects when it
 * is first asked.
 */
@NullMarked
package io.godwit.cli.prepare;

import org.jspecify.annotations.NullMarked;
