/** The plain dialect on two databases that run within the test: H2 and HSQLDB. */
@NullMarked
package io.godwit.jdbc.plain;

import org.jspecify.annotations.NullMarked;
