package io.github.kmsjca.programs.flink;

import io.github.kmsjca.samples.flink.DecryptRecord;
import io.github.kmsjca.samples.flink.EncryptRecord;
import java.security.KeyStore;
import javax.crypto.SecretKey;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** Encrypts and decrypts records in a mini cluster of two slots. */
final class FlinkJob {
  private static final int SLOTS = 2;

  private FlinkJob() {}

  /** Arguments: the alias of the key, and the number of records. */
  public static void main(String[] args) throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    SecretKey key = (SecretKey) keys.getKey(args[0], null);
    try (LocalStreamEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(SLOTS)) {
      long sum = 0;
      long count = 0;
      try (CloseableIterator<String> records =
          flink
              .fromSequence(1, Long.parseLong(args[1]))
              .map(String::valueOf)
              .map(new EncryptRecord(key))
              .rebalance()
              .map(new DecryptRecord(key))
              .executeAndCollect()) {
        while (records.hasNext()) {
          sum += Long.parseLong(records.next());
          count++;
        }
      }
      System.out.println("records: " + count + ", their sum: " + sum);
    }
  }
}
