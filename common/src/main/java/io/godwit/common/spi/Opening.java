package io.godwit.common.spi;

import java.nio.file.Path;

/**
 * What a connector is opened with.
 *
 * @param connections the connections that the job names
 * @param base the folder that relative paths start from
 */
public record Opening(Connections connections, Path base) {}
