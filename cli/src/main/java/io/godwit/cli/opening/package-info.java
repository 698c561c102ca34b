/**
 * From the word that a user types to what can be worked with: the job file ({@link
 * io.godwit.cli.opening.JobSource}), the servers that it needs ({@link
 * io.godwit.cli.opening.Servers}), and connectors opened for it ({@link
 * io.godwit.cli.opening.FleetOpener}), with the partitions that its keys belong to.
 */
@NullMarked
package io.godwit.cli.opening;

import org.jspecify.annotations.NullMarked;
