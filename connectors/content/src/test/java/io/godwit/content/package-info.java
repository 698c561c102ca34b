/** Tests of the steps that read contents, over a folder and books that the tests make. */
@NullMarked
package io.godwit.content;

import org.jspecify.annotations.NullMarked;
