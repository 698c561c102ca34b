/**
 * What a job file says of files: a record a kind, each checked in its constructor, and the rules
 * between their keys. Nothing here opens a file.
 */
@NullMarked
package io.godwit.files.spec;

import org.jspecify.annotations.NullMarked;
