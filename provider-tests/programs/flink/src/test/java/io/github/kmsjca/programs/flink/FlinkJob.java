package io.github.kmsjca.programs.flink;

import io.github.kmsjca.samples.flink.DecryptRecord;
import io.github.kmsjca.samples.flink.EncryptRecord;
import java.security.KeyStore;
import javax.crypto.SecretKey;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** Encrypts and decrypts records in a mini cluster of two slots. */
public final class FlinkJob {
  private static final int SLOTS = 2;

  /** Else whoever comes over the network could give the cluster a job. */
  private static final String HOST = "localhost";

  private FlinkJob() {}

  /** Arguments: the alias of the key, and the number of records. */
  public static void main(String[] args) throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    SecretKey key = (SecretKey) keys.getKey(args[0], null);
    Configuration loopback =
        new Configuration()
            .set(RestOptions.BIND_ADDRESS, HOST)
            .set(JobManagerOptions.BIND_HOST, HOST)
            .set(TaskManagerOptions.BIND_HOST, HOST);
    try (LocalStreamEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(SLOTS, loopback)) {
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
