package io.godwit.mongodb;

import com.mongodb.event.ConnectionCheckOutFailedEvent;
import com.mongodb.event.ConnectionCheckOutStartedEvent;
import com.mongodb.event.ConnectionCheckedInEvent;
import com.mongodb.event.ConnectionCheckedOutEvent;
import com.mongodb.event.ConnectionClosedEvent;
import com.mongodb.event.ConnectionCreatedEvent;
import com.mongodb.event.ConnectionPoolListener;
import io.godwit.common.spi.PoolUse;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of a client, which says of each what it does. Any thread. */
final class PoolWatch implements ConnectionPoolListener {

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger awaited = new AtomicInteger();

  /** The use now, where the client may have so many. */
  PoolUse use(int limit) {
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
