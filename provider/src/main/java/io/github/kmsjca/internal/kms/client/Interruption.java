package io.github.kmsjca.internal.kms.client;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Ends what a thread does with a socket as soon as that thread is interrupted: a platform thread
 * that reads would not notice. The interrupting thread ends it, as it closes a channel of the
 * platform, so that no thread has to stand by. For one thread at a time.
 *
 * <p>The AWS SDK interrupts as well, when a limit of time has passed, and then clears the flag of
 * the thread. If that comes just after an interrupt of somebody else's, theirs would be lost; so it
 * is noted here.
 */
public final class Interruption extends AbstractInterruptibleChannel {
  /** Of no class of ours. */
  private static final ThreadLocal<@Nullable Boolean> NOTED = new ThreadLocal<>();

  private static final String SDK = SdkClient.class.getPackageName() + ".";

  private final Runnable end;
  private volatile @Nullable Thread thread;
  private volatile boolean isOfSomebody;

  /**
   * To be used for one request.
   *
   * @param end ends whatever is under way, and does not wait
   */
  Interruption(Runnable end) {
    this.end = end;
  }

  /** True, once, if somebody interrupted this thread in the middle of a request. */
  public static boolean take() {
    boolean isNoted = NOTED.get() != null;
    if (isNoted) {
      NOTED.remove();
    }
    return isNoted;
  }

  /** From now on this thread reads or writes. */
  void start() {
    thread = Thread.currentThread();
    begin();
  }

  /**
   * This thread is done.
   *
   * @param isComplete that it did what it wanted
   * @throws AbortedException if it was interrupted
   */
  void stop(boolean isComplete) {
    try {
      end(isComplete);
    } catch (AsynchronousCloseException e) {
      if (isOfSomebody) {
        NOTED.set(Boolean.TRUE);
      }
      // Without the cause, which the SDK would take for a broken connection and try again.
      throw AbortedException.create("The thread was interrupted.");
    }
  }

  /** Runs on the thread that interrupts; on this one if the flag was set before. */
  @Override
  protected void implCloseChannel() {
    isOfSomebody = Thread.currentThread() != thread && !isCalledBySdk();
    end.run();
  }

  private static boolean isCalledBySdk() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith(SDK)));
  }
}
