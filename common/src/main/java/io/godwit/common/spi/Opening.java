package io.godwit.common.spi;

import io.godwit.common.model.RowBuilder;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a connector is opened with.
 *
 * @param connections the connections that the job names
 * @param base the folder that relative paths start from
 * @param rows makes what builds rows in the form that they travel in, for a source that has values
 *     bare; one for each reader
 */
public record Opening(Connections connections, Path base, Supplier<RowBuilder> rows) {}
