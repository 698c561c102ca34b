package io.godwit.files.turns;

import java.util.concurrent.Semaphore;

/** How many may be at something at once. Any thread may use it. */
public interface Places {

  /** Waits for a place and takes it. */
  void enter() throws InterruptedException;

  /** Gives the place back. */
  void leave();

  /** Always so many, from 1. */
  static Places fixed(int many) {
    Semaphore free = new Semaphore(many);
    return new Places() {
      @Override
      public void enter() throws InterruptedException {
        free.acquire();
      }

      @Override
      public void leave() {
        free.release();
      }
    };
  }
}
