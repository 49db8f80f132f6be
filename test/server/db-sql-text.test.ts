import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitStatements, statementKind } from '../../server/db/sql-text.ts';

test('a statement that only reads is told from one that writes', () => {
  const reads = [
    'select 1',
    '  -- insert\n/* update */ SELECT 1',
    'values (1)',
    'explain query plan delete from t',
    'with a as (select 1) select * from a',
    'with recursive a(n) as (select 1 union all select n + 1 from a) select * from a where n in (select 1)',
    'select "delete" from t',
  ];
  const writes = [
    'insert into t select 1',
    'with a as (select 1) insert into t select * from a',
    'with a as (select 1) delete from t where 1',
    'replace into t values (1)',
    'pragma foreign_keys = off',
    'create table t(a)',
    'vacuum',
    '',
  ];
  for (const sql of reads) assert.equal(statementKind(sql).reads, true, sql);
  for (const sql of writes) assert.equal(statementKind(sql).reads, false, sql);
});

test('an update or delete without its own WHERE is recognised', () => {
  const unfiltered = [
    'delete from t',
    'DELETE FROM "where"',
    'delete from t -- where id = 1',
    "update t set a = 'where'",
    'update t set a = (select 1 from u where u.id = 1)',
    'with a as (select 1 where 1) update t set a = 1',
    'delete from t returning id',
    'update t set [where] = 1',
    'update t set `where` = 1',
  ];
  const filtered = [
    'delete from t where id = ?',
    'delete from t where true',
    'update t set a = 1 where id = 2 returning *',
    'with a as (select 1) delete from t where id in a',
    'insert into t values (1) on conflict do update set a = 1',
    'select 1',
    'drop table t',
  ];
  for (const sql of unfiltered) assert.equal(statementKind(sql).unfiltered, true, sql);
  for (const sql of filtered) assert.equal(statementKind(sql).unfiltered, false, sql);
});

test('only a statement that can give one row at most counts as such', () => {
  const limit = (sql: string): string | undefined => statementKind(sql).limit;
  assert.equal(limit('select a from t where b = ? limit 1'), '1');
  assert.equal(limit('select a from t where b = ? limit ?'), '?');
  for (const end of [
    '',
    'limit 10',
    'limit 2',
    'limit 1, 5',
    'limit 5 offset 1',
    'limit ? offset ?',
    'limit 1 + 1',
    'limit ?1',
  ]) {
    assert.equal(limit(`select a from t ${end}`), undefined, end);
  }
  assert.equal(limit('select a from t where b in (select b from u limit 1)'), undefined);
});

test('a script is cut at its semicolons but not inside triggers, literals or comments', () => {
  const trigger = `create trigger if not exists r after insert on t begin
    select case when new.a = 1 then raise(abort, 'end;') end;
    update t set a = 1 where id = new.id;
  end`;
  const script = `create table t(a text default ';'); -- ; no\n/* ; */ ${trigger}; insert into t values ('it''s; fine');;\n`;
  assert.deepEqual(
    splitStatements(script).map((statement) => statement.replace(/--.*|\/\*.*?\*\//g, '').trim()),
    ["create table t(a text default ';')", trigger, "insert into t values ('it''s; fine')"],
  );
});
