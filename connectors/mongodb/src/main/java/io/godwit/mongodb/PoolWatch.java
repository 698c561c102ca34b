package io.godwit.mongodb;

import com.mongodb.event.ConnectionCheckOutFailedEvent;
import com.mongodb.event.ConnectionCheckOutStartedEvent;
import com.mongodb.event.ConnectionCheckedInEvent;
import com.mongodb.event.ConnectionCheckedOutEvent;
import com.mongodb.event.ConnectionClosedEvent;
import com.mongodb.event.ConnectionCreatedEvent;
import com.mongodb.event.ConnectionPoolListener;
import io.godwit.common.spi.sink.PoolUse;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of a client, which says of each what it does. Any thread. */
public final class PoolWatch implements ConnectionPoolListener {

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger awaited = new AtomicInteger();

  private final int limit;

  /**
   * Watches a client that has opened nothing yet.
   *
   * @param limit the most connections that it opens
   */
  public PoolWatch(int limit) {
    this.limit = limit;
  }

  /** The most connections. */
  public int limit() {
    return limit;
  }

  /** The use now. */
  public PoolUse use() {
    int busy = active.get();
    return new PoolUse(busy, Math.max(0, open.get() - busy), awaited.get(), limit);
  }

  @Override
  public void connectionCreated(ConnectionCreatedEvent event) {
    open.incrementAndGet();
  }

  @Override
  public void connectionClosed(ConnectionClosedEvent event) {
    open.decrementAndGet();
  }

  @Override
  public void connectionCheckOutStarted(ConnectionCheckOutStartedEvent event) {
    awaited.incrementAndGet();
  }

  @Override
  public void connectionCheckedOut(ConnectionCheckedOutEvent event) {
    awaited.decrementAndGet();
    active.incrementAndGet();
  }

  @Override
  public void connectionCheckOutFailed(ConnectionCheckOutFailedEvent event) {
    awaited.decrementAndGet();
  }

  @Override
  public void connectionCheckedIn(ConnectionCheckedInEvent event) {
    active.decrementAndGet();
  }
}
