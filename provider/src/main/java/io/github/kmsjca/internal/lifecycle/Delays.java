package io.github.kmsjca.internal.lifecycle;

import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does things later, on one daemon thread for all instances. There is that thread only while
 * something is to be done for somebody who is still there: an owner that nobody needs any more ends
 * its tasks, and the last task ends the thread. The JDK's own delays would do, but for keeping the
 * class loader of whoever used them first. Thread-safe.
 */
public final class Delays {
  private static final long ORIGIN = System.nanoTime();

  private static final Delays SHARED = new Delays();

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong((Task task) -> task.due - ORIGIN));

  /** Of owners that are gone; and of nobody, to have the thread look again. */
  private final ReferenceQueue<Object> news = new ReferenceQueue<>();

  private boolean running;

  private Delays() {}

  private static final class Task extends FutureTask<@Nullable Void> {
    final WeakReference<Object> owner;
    final long due;

    Task(WeakReference<Object> owner, Runnable action, Duration delay) {
      super(action, null);
      this.owner = owner;
      this.due = System.nanoTime() + TimeUnit.NANOSECONDS.convert(delay);
    }

    /** It ran, or was cancelled. */
    @Override
    protected void done() {
      SHARED.remove(this);
    }
  }

  /**
   * Does something for an owner later, if it is still there then.
   *
   * @param action must not hold the owner; is brief
   */
  public static <T> Future<?> later(T owner, Duration delay, Consumer<? super T> action) {
    WeakReference<Object> weak = new WeakReference<>(owner, SHARED.news);
    Runnable run =
        () -> {
          @SuppressWarnings("unchecked")
          T present = (T) weak.get();
          if (present != null) {
            action.accept(present);
          }
        };
    Task task = new Task(weak, run, delay);
    SHARED.add(task);
    return task;
  }

  /** Ends what is to be done for an owner. */
  public static void forget(Object owner) {
    SHARED.tasksOf(owner).forEach(task -> task.cancel(false));
  }

  private synchronized void add(Task task) {
    tasks.add(task);
    if (!running) {
      DaemonThreads.create("awskms-delays", this::run).start();
      running = true;
    } else if (tasks.peek() == task) {
      wake();
    }
  }

  private synchronized List<Task> tasksOf(Object owner) {
    List<Task> found = new ArrayList<>(tasks);
    found.removeIf(task -> !task.owner.refersTo(owner));
    return found;
  }

  private synchronized void remove(Task task) {
    if (tasks.remove(task) && tasks.isEmpty()) {
      wake();
    }
  }

  private void wake() {
    new WeakReference<Object>(this, news).enqueue();
  }

  private void run() {
    for (Task next = next(); next != null; next = next()) {
      long nanos = next.due - System.nanoTime();
      if (nanos <= 0) {
        run(next);
      } else {
        await(nanos);
      }
    }
  }

  /** The one that is due first; with none, the thread is no longer one. */
  private synchronized @Nullable Task next() {
    tasks.removeIf(task -> task.owner.refersTo(null));
    Task first = tasks.peek();
    running = first != null;
    return first;
  }

  private static void run(Task task) {
    task.run();
    try {
      task.get();
    } catch (CancellationException e) {
      // Somebody was faster, and nothing is to be done.
    } catch (Exception e) { // of the task: it must not end the others
      Log.logger().log(Level.WARNING, "A delayed task failed: {0}", e.toString());
    }
  }

  private void await(long nanos) {
    try {
      Reference<?> unused = news.remove(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    } catch (InterruptedException e) {
      Log.logger().log(Level.DEBUG, "interrupted, by nobody of ours");
    }
  }
}
