/** Tests of files of records that are objects of a store. */
@NullMarked
package io.godwit.files.stored;

import org.jspecify.annotations.NullMarked;
