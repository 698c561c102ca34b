/**
 * What {@code godwit demo} does beyond a run: {@link io.godwit.cli.demo.SetupFiles} gives the
 * embedded databases the tables and documents ({@link io.godwit.cli.demo.SetupDocuments}) that an
 * example expects to find.
 */
@NullMarked
package io.godwit.cli.demo;

import org.jspecify.annotations.NullMarked;
