/**
 * The status page: one page that shows the job's current run to anybody with a browser.
 *
 * <p>{@link io.godwit.aggregator.web.StatusPages} is all of it: the handlers to serve, and {@code
 * follow}, by which it is told whom to show. About once a second a thread of its own turns the
 * role's newest status into a {@code Snapshot}, once for all clients, and hands it to the {@code
 * EventStream}; each client has a virtual thread that sends the newest snapshot whenever it is done
 * with the one before. So a slow client misses some, one that stopped reading is cut off, and
 * neither the role nor another client waits for it.
 *
 * <p>Keys, messages and names come from sources that nobody vouches for. {@code PlainText} makes
 * them harmless to the eye, JSON carries them as strings, the script puts them into the page as
 * text and nothing else, and the page's security policy lets no script run that is not a file of
 * this package.
 */
@NullMarked
package io.godwit.aggregator.web;

import org.jspecify.annotations.NullMarked;
