/** MariaDB's tests on a real server. */
@NullMarked
package io.godwit.jdbc.mysql;

import org.jspecify.annotations.NullMarked;
